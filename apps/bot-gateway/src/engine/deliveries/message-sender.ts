import type { TelegramId, UserId } from '@aisha/domain';
import type { Content } from './content';

/** What became of a delivery. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageIds: readonly number[] }
  /** Telegram's retry_after: the same again after that time. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** No answer, or one that says nothing. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'moved'; readonly chatId: TelegramId }
  /** It will never work. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Content with its place known: a card has become a message or an edit. */
export type OutboundMessage = Exclude<Content, { kind: 'card' }>;

/** Awaited before each call that counts for the rate limit: resolves when it may be made. */
export type BeforeCall = () => Promise<void>;

/** Sends content to a chat. */
export abstract class MessageSender {
  abstract send(userId: UserId, chatId: TelegramId, message: OutboundMessage, beforeCall: BeforeCall): Promise<Outcome>;
}
