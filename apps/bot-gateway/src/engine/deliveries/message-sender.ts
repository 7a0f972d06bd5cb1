import type { TelegramId, UserId } from '@aisha/domain';
import type { Content } from './content';

/** How the sending of a delivery ended. */
export type Outcome =
  /** `gone`: the pictures of an album that were deleted before it was sent, so that none of the messages shows them. */
  | { readonly kind: 'sent'; readonly messageIds: readonly number[]; readonly gone?: readonly string[] }
  /** Telegram asked to wait (retry_after). The same message is sent again after that time. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Telegram gave no answer, or one that does not say whether the message was sent. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'moved'; readonly chatId: TelegramId }
  /** Telegram will never accept the message. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Content without cards. A card has become a new message, an edit or a deletion, so it is known which message the content is about. */
export type OutboundMessage = Exclude<Content, { kind: 'card' | 'card-removal' }>;

/** The sender awaits this before each rate-limited call; it resolves when the call may go out. */
export type BeforeCall = () => Promise<void>;

/** How long a messenger has been silent, in milliseconds; Infinity before its first answer. */
export interface Silence {
  /** How long all calls have been unanswered. */
  readonly ofAllMs: number;
  /** How long the calls that reach people have been unanswered: the messenger's own server may answer others while it reaches nobody. */
  readonly ofPeopleMs: number;
}

/** Sends content to a chat. */
export abstract class MessageSender {
  /** Says that a result is being written, which is probably sent at once: its pictures can be read meanwhile. */
  expect(_userId: UserId, _content: Content): void {}

  abstract silence(): Silence;

  abstract send(userId: UserId, chatId: TelegramId, message: OutboundMessage, beforeCall: BeforeCall): Promise<Outcome>;
}
