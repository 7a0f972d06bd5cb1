declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A person who talks to the bot; our own id (uuid v7), never Telegram's. */
export type UserId = Branded<string, 'UserId'>;
/** A personal model: of a face (portrait) or of a manner (style). */
export type AvatarId = Branded<string, 'AvatarId'>;
/** One photograph a person sent for an avatar. */
export type PhotoId = Branded<string, 'PhotoId'>;
/** Anything paid: one training, one generation, one transcription. It is also the id of the order's credit hold. */
export type OrderId = Branded<string, 'OrderId'>;
/** One recording that a person sent, before it is ordered to be written down. */
export type SourceId = Branded<string, 'SourceId'>;
/** One file with a text that a person sent, before and while documents are made of it. */
export type TextId = Branded<string, 'TextId'>;
/** The id of a report of a misused face or picture. */
export type ReportId = Branded<string, 'ReportId'>;
/** The id of a request for two selfies, in two poses. */
export type ChallengeId = Branded<string, 'ChallengeId'>;
/** One invitation to be drawn with somebody, and the permission that answers it. */
export type PermissionId = Branded<string, 'PermissionId'>;
/** Credits that one person gives to another by a link. */
export type GiftId = Branded<string, 'GiftId'>;
/** One delivered picture of a generation. */
export type PictureId = Branded<string, 'PictureId'>;
/** What one person and support write to each other, until it is closed. */
export type TicketId = Branded<string, 'TicketId'>;
/** A key with which a program uses the public API for its person. */
export type ApiKeyId = Branded<string, 'ApiKeyId'>;
/** An address to which we report the ends of a person's API orders, and the checks of the files that their programs sent. */
export type WebhookId = Branded<string, 'WebhookId'>;
/** A file that a program has sent to the public API. */
export type UploadedFileId = Branded<string, 'UploadedFileId'>;
/**
 * Telegram's id of a user or a chat, up to 52 bits, so a number holds it. A type of its own, so that comparing it with
 * one of our ids does not compile.
 */
export type TelegramId = Branded<number, 'TelegramId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Gives text from outside (a button, a URL) its kind of id, or nothing when it is not a uuid. */
export const parseId = <Id extends string>(text: string): Id | undefined =>
  UUID.test(text) ? (text as unknown as Id) : undefined;

/** The number of a ticket or a report, by which its person and an operator can talk about it. */
export const referenceNumber = (id: TicketId | ReportId): string => id.slice(-8).toUpperCase();

/** When an id was made, to the millisecond, read from its uuid of version 7. */
export const madeAt = (id: string): Date => new Date(parseInt(id.replaceAll('-', '').slice(0, 12), 16));
