import type { Money } from '@aisha/domain';
import { type Button, rowsOf, type Screen } from '../screen/screen';
import type { Html } from '@aisha/words';

/** Rows of buttons. */
export type Buttons = readonly (readonly Button[])[];

/** A stored file, and the name under which the person sees it. */
export interface NamedFile {
  readonly document: string;
  readonly fileName: string;
}

/** A stored MP4 with facts that Telegram does not find out itself. Without them Telegram shows a video as a square with the length 0:00. */
export interface VideoFile extends NamedFile {
  /** The width in pixels. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
}

/**
 * The content of a delivery, in our words; telegram/ turns it into calls. Markup is plain text, because the delivery waits in a database
 * row until it is sent. Files are storage references; a picture may also come with the bot (own-pictures.ts) or be a sheet (sheet.ts).
 */
export type Content =
  | {
      readonly kind: 'message';
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
      /** The person's message that this message quotes. If that message is gone, this one is sent without the quote. */
      readonly replyTo?: number;
      /** The topic, in a group that has topics. */
      readonly topicId?: number;
      /** Whether the person has paid an order for these words: if Telegram refuses the message, the person is told. */
      readonly isOrdered?: boolean;
    }
  | {
      readonly kind: 'edit';
      readonly messageId: number;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
    }
  /** A card, which is sent once and edited later. The sender finds out, when the delivery's turn comes, which message shows the card. */
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly markup: string;
      readonly photo?: string;
      readonly buttons?: Buttons;
      /** The person's message that a new message quotes; an edit cannot change the quote. */
      readonly replyTo?: number;
    }
  | { readonly kind: 'album'; readonly pictures: readonly string[]; readonly markup: string }
  | { readonly kind: 'files'; readonly files: readonly NamedFile[]; readonly markup: string }
  | {
      readonly kind: 'document';
      readonly document: string;
      readonly fileName: string;
      readonly markup: string;
      readonly buttons?: Buttons;
      readonly replyTo?: number;
    }
  /** A sound that Telegram plays in the chat: as a voice message (Ogg with Opus), or as a track with a name (MP3). */
  | {
      readonly kind: 'sound';
      readonly as: 'voice' | 'audio';
      readonly document: string;
      readonly fileName: string;
      /** The length of the sound in seconds. Telegram does not measure the sound itself, and shows 0:00 when no length is given. */
      readonly seconds?: number | undefined;
      readonly markup: string;
    }
  /** An MP4 that Telegram plays in the chat. */
  | ({ readonly kind: 'video'; readonly markup: string; readonly buttons?: Buttons } & VideoFile)
  | {
      readonly kind: 'invoice';
      /** The title, of 1–32 characters. */
      readonly title: string;
      /** The description, of 1–255 characters. */
      readonly description: string;
      /** Our text of 1–128 bytes, which comes back with the payment. */
      readonly payload: string;
      /** The price in Stars; 0 when a card pays. */
      readonly stars: number;
      /** The price that is paid by card, and the words that are sent when Telegram refuses the invoice; absent: the invoice is in Stars. */
      readonly card?: Money & { readonly instead: string };
    }
  /** The answer to a button press; `text` has up to 200 characters. */
  | { readonly kind: 'answer'; readonly queryId: string; readonly text?: string; readonly alert?: boolean }
  /** Deletes up to 100 messages of the last 48 hours; Telegram skips those that it cannot find. */
  | { readonly kind: 'delete'; readonly messageIds: readonly number[] }
  /** Removes the message of a card. The sender finds out, when the delivery's turn comes, which message that is. */
  | { readonly kind: 'card-removal' }
  /**
   * Sets a reaction on the person's message; on an album Telegram shows it at the first picture. It has the class `progress`, so it is sent
   * only when there is room.
   */
  | { readonly kind: 'reaction'; readonly messageId: number; readonly emoji: '👍' };

/** A screen as a new message. */
export const messageOf = (screen: Screen): Content & { kind: 'message' } => ({
  kind: 'message',
  markup: screen.text.markup,
  ...(screen.photo === undefined ? {} : { photo: screen.photo }),
  ...(screen.buttons === undefined ? {} : { buttons: screen.buttons }),
  ...(screen.replyTo === undefined ? {} : { replyTo: screen.replyTo }),
});

/** The content that replaces a screen by another one. */
export const editOf = (messageId: number, screen: Screen): Content & { kind: 'edit' } => ({
  ...messageOf(screen),
  kind: 'edit',
  messageId,
});

export const cardOf = (key: string, screen: Screen): Content => ({ ...messageOf(screen), kind: 'card', key });

export const messageWith = (text: Html, buttons?: Buttons): Content =>
  messageOf(buttons === undefined ? { text } : { text, buttons });
/**
 * An album of 1–10 pictures with one caption; a single picture goes as a photo. An album can have no buttons, so the caller sends the
 * buttons with the next message.
 */
export const albumOf = (pictures: readonly string[], caption: Html): Content => ({
  kind: 'album',
  pictures,
  markup: caption.markup,
});
/** The most pictures of an album that Telegram takes (core.telegram.org/bots/api#sendmediagroup). */
export const ALBUM_SIZE = 10;

/** Splits pictures into as few albums as can hold them, all of about the same size: sixteen become eight and eight. */
export const inAlbums = <T>(items: readonly T[]): T[][] => {
  const size = Math.ceil(items.length / Math.ceil(items.length / ALBUM_SIZE));
  return rowsOf(items, size);
};

/** Albums for any number of pictures. Each album is a delivery of its own; the first has the caption. */
export const albumsOf = (pictures: readonly string[], caption: Html): Content[] =>
  inAlbums(pictures).map((album, at) => ({ kind: 'album', pictures: album, markup: at === 0 ? caption.markup : '' }));

/** An album of 2–10 files with one caption; a single file goes as a document. */
export const filesOf = (files: readonly NamedFile[], caption: Html): Content => {
  const [only, ...others] = files;
  return only && others.length === 0
    ? documentOf(only.document, only.fileName, caption)
    : { kind: 'files', files, markup: caption.markup };
};
export const documentOf = (document: string, fileName: string, caption: Html): Content => ({
  kind: 'document',
  document,
  fileName,
  markup: caption.markup,
});
const soundAs =
  (as: 'voice' | 'audio') =>
  (document: string, fileName: string, caption: Html, seconds?: number | null): Content => ({
    kind: 'sound',
    as,
    document,
    fileName,
    markup: caption.markup,
    seconds: seconds ?? undefined,
  });
export const voiceOf = soundAs('voice');
export const audioOf = soundAs('audio');
export const videoOf = (video: VideoFile, caption: Html, buttons?: Buttons): Content => ({
  kind: 'video',
  ...video,
  markup: caption.markup,
  ...(buttons === undefined ? {} : { buttons }),
});
export const invoiceFor = (invoice: Omit<Content & { kind: 'invoice' }, 'kind'>): Content => ({
  kind: 'invoice',
  ...invoice,
});
