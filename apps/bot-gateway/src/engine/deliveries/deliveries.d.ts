import type { OrderId, TelegramId, UserId } from '@aisha/domain';
import { type Transaction } from '@aisha/database';
import type { Content } from './content';
/** The card key under which a person's screen is delivered: only the newest unsent drawing of it is sent. */
export declare const SCREEN = 'screen';
/**
 * How urgent a delivery is. callback: ends the spinner of a pressed button; answer: the person waits for it now; result: the person has
 * waited for a while; broadcast: the person did not ask for it; progress: the state of an order, worthless once the order ends.
 */
export type DeliveryClass = 'callback' | 'answer' | 'result' | 'broadcast' | 'progress';
export interface DeliveryOptions {
  /** The class of the delivery; `answer` by default. */
  readonly class?: Exclude<DeliveryClass, 'callback'>;
  /** The key of the card or screen that this draws. The sender sends only the newest unsent drawing with the same key. */
  readonly cardKey?: string;
  /** Makes only one delivery for this key, even if it answers many inputs: each picture of an album is an input. */
  readonly onceFor?: string;
  /** Leaves the delivery out if an equal one was added within this many milliseconds; with a card key, only if that one is the newest. */
  readonly onceWithinMs?: number;
  /** The shortest interval between two drawings of the card, in milliseconds. */
  readonly intervalMs?: number;
  /** The shortest interval after a drawing of progress, in milliseconds. */
  readonly progressIntervalMs?: number;
  /** Replaces an unsent drawing instead of changing its content, because the message for which that drawing was meant may be removed. */
  readonly replaces?: boolean;
  /** How many milliseconds the first drawing of a card waits so that a second one can replace it. */
  readonly foldMs?: number;
  /** The order whose result this is; by default the order of the current work. */
  readonly orderId?: OrderId;
  /** The group in which the person asked; absent for their own chat. */
  readonly group?: GroupPlace;
  /** When the answered input arrived, from which the metric of the time from update to reply counts. */
  readonly since?: Date;
  readonly besides?: Besides;
}
/** A statement that is run together with the statement that adds a delivery. */
export interface Besides {
  /** The SQL. Its parameters are numbered from BESIDES_FROM + 1 on. */
  readonly statement: string;
  readonly values: readonly unknown[];
}
export declare const BESIDES_FROM = 12;
/** Where a message stands in a group. */
export interface GroupPlace {
  readonly chatId: TelegramId;
  /** The topic; null in a group without topics, and in its general topic. */
  readonly topicId: number | null;
}
type GivenUp = (tx: Transaction, userId: UserId, content: Content) => Promise<void>;
/**
 * Adds messages for chats. The transaction that decides on a message adds it; the sender sends it after the commit, in order within each
 * chat.
 */
export declare class Deliveries {
  private readonly added;
  private readonly givenUp;
  /** Registers the sender of this process, which is woken at once; the senders of other replicas poll. */
  onAdded(listener: (dueInMs: number) => void): void;
  /** Tells the sender that new deliveries were added, of which the first is due in this many milliseconds. */
  wereAdded(dueInMs?: number): void;
  /**
   * Registers a listener for unpaid deliveries that are given up. The sender of this process calls it in the transaction in which it gives
   * one up.
   */
  onGivenUp(listener: GivenUp): void;
  tellGivenUp(tx: Transaction, userId: UserId, content: Content): Promise<void>;
  /** Adds a delivery. An unknown person gets none. A person who has blocked the bot gets only results, once they return. */
  add(tx: Transaction, userId: UserId, content: Content, options?: DeliveryOptions): Promise<void>;
}
export {};
//# sourceMappingURL=deliveries.d.ts.map
