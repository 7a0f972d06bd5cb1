import type { TelegramId, UserId } from '@aisha/domain';
import type { Content } from './content';

/** What became of a delivery. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageIds: readonly number[] }
  /** Telegram's retry_after: the same again after that time. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** The answer is missing, or means nothing. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'moved'; readonly chatId: TelegramId }
  /** Will never work. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Content with a known place: a card is now a message, an edit or a deletion. */
export type OutboundMessage = Exclude<Content, { kind: 'card' | 'card-removal' }>;

/** Awaited before each rate-limited call: resolves when the call may go out. */
export type BeforeCall = () => Promise<void>;

/** Sends content to a chat. */
export abstract class MessageSender {
  abstract send(userId: UserId, chatId: TelegramId, message: OutboundMessage, beforeCall: BeforeCall): Promise<Outcome>;
}
