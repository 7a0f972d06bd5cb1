import type { Decision } from '@aisha/contracts';
import type { TelegramId, UserId } from '@aisha/domain';
import { Database, type Transaction } from '@aisha/database';
import type { WaitsFor } from '@aisha/database/bot';
import type { Content } from './content';
import { type DeliveryClass } from './deliveries';
import { RateLimits } from './rate-limits';
import type { Grant } from './rate-limiter.store';
export interface Claimed {
  readonly id: number;
  readonly userId: UserId;
  readonly chatId: TelegramId;
  readonly class: DeliveryClass;
  readonly cardKey: string | null;
  readonly content: Content & {
    since?: string;
  };
  readonly attempts: number;
  readonly traceId: string | null;
  /** When the sender took the delivery, by the clock of the database. */
  readonly claimedAt: Date;
  /** The rank of its class, for which the call was granted. */
  readonly rank: number;
  /** The grant of the first call; null for an answer to a button press, which needs none. */
  readonly grant: Grant | null;
  /** The milliseconds from the statement's arrival at Postgres to the grant, in which it waited for another claim. Null without a grant. */
  readonly grantedAfterMs: number | null;
  /** The message that shows the card; null when none does yet. */
  readonly cardMessageId: number | null;
}
/** A result that Telegram took in no form, without what is in it. */
export interface UndeliveredResult {
  readonly userId: UserId;
  readonly kind: string;
  /** The code of Telegram's last refusal. */
  readonly reason: string | null;
}
/**
 * A delivery that a sender holds. The person is part of its key: a long upload may outlive a crash of Postgres, and by then another
 * delivery may have the same number.
 */
export type InHand = Pick<Claimed, 'id' | 'userId'>;
/** How many deliveries a sender can take now. */
export interface Capacity {
  readonly inAll: number;
  /** The capacity for classes other than `answer`. It is smaller, because some capacity is reserved for answers. */
  readonly ofOthers: number;
}
export interface Claim {
  readonly claimed: readonly Claimed[];
  /**
   * The milliseconds until the next head of a chat's queue is due, or until a full window has room for a head that is due. 0 if a head is
   * due but the rate of its class or the capacity did not allow it. Null if there is no head.
   */
  readonly nextInMs: number | null;
}
/**
 * If a crash of Postgres undoes it, the sender sends again, as after the death of a sender.
 *
 * One statement: reads the due heads of chats, reads from the sliding window how many calls are left, and takes that many heads.
 * It waits for no lock but that of another claim.
 *
 * It chooses in this order: heads within the reserved share of their class, heads that have waited longer than their class allows,
 * and the rest; among equals the more urgent class, then the older head. Answers may use the rest of the window at once, except
 * what is reserved for waiting classes. Other classes spread evenly over the window, so an answer always finds room.
 */
export declare const CLAIM: string;
/** Reads and moves rows of bot.delivery for the sender. Triggers keep the head of each chat in bot.chat_queue. */
export declare class DeliveryStore {
  private readonly database;
  private readonly limits;
  constructor(database: Database, limits?: RateLimits);
  /**
   * Takes the deliveries that may be sent now and marks them `sending`, each with a grant for one call. Takes only the head of a chat's
   * queue; the next delivery waits until a replica has sent the head. Answers to button presses skip that order, need no grant, and count
   * as sent at once: if their sender dies, the person no longer waits for them.
   */
  claim({ inAll, ofOthers }: Capacity, leaseMs: number): Promise<Claim>;
  private get window();
  private get pace();
  /** Renews the lease of deliveries that are still being sent. */
  renew(ids: readonly number[], leaseMs: number): Promise<void>;
  /**
   * Moves deliveries, and the deliveries that belong to them, to queues of their own, so that the rest of the chat no longer waits for
   * them.
   */
  defer(tx: Transaction | null, ids: readonly number[]): Promise<void>;
  /**
   * Marks a delivery as sent; resolves to whether the chat has more open deliveries. `shownBy` is the message that now shows the card or
   * screen. Failed deliveries of the chat are retried within `retryWithinMs`, because a message has just arrived there.
   */
  done(
    { id, chatId, userId, cardKey }: Pick<Claimed, 'id' | 'chatId' | 'userId' | 'cardKey'>,
    messageIds: readonly number[],
    {
      shownBy,
      retryWithinMs,
    }: {
      readonly shownBy: number | null;
      readonly retryWithinMs: number;
    },
  ): Promise<boolean>;
  /** Whether a newer delivery waits that replaces this one. */
  isSuperseded(tx: Transaction, id: number): Promise<boolean>;
  dropped(tx: Transaction, one: InHand, reason: string, waitsFor?: WaitsFor | null): Promise<void>;
  /** Keeps a delivery until an operator decides about it. */
  undelivered(tx: Transaction, { id, userId }: InHand, reason: string): Promise<void>;
  /** A result that waits for an operator's decision, locked until the transaction ends. */
  toDecide(tx: Transaction, id: string): Promise<UndeliveredResult | undefined>;
  /** The retry goes into a queue of the order's own, because the chat's later messages have already been shown. */
  decide(tx: Transaction, id: string, decision: Decision): Promise<void>;
  countUndelivered(): Promise<number>;
  /** Puts a delivery back into its place in the queue, for another attempt. */
  retryIn(tx: Transaction, { id, userId }: InHand, ms: number, reason: string): Promise<void>;
  /** Makes the chat wait this long, except for answers to button presses. The attempt does not count as a failed one. */
  pauseChat(tx: Transaction, { id, userId, chatId }: InHand & Pick<Claimed, 'chatId'>, ms: number): Promise<void>;
  /**
   * Moves deliveries to the group's new chat, without their quotes. Messages have other ids in the new chat, so a reply could quote another
   * person's message.
   */
  moved(tx: Transaction, from: TelegramId, to: TelegramId): Promise<void>;
  /**
   * Requeues deliveries of a sender that died while sending, although they may have arrived. Sending twice is better than never. Answers to
   * button presses and broadcasts are dropped instead, because no person waits for them.
   */
  recover(): Promise<void>;
  /**
   * Clears the contents of up to `limit` deliveries that ended this long ago. A result that waits for its person's return, or for an
   * operator, keeps its content. Resolves to how many were cleared.
   */
  clear(keepMs: number, limit: number): Promise<number>;
  /** Removes up to `limit` deliveries that ended this long ago. Resolves to how many were removed. */
  prune(keepMs: number, limit: number): Promise<number>;
  /**
   * Removes up to `limit` cards that no order changes any more, because an order lasts a day at most. If one changed later all the same, it
   * would come as a new message. Resolves to how many were removed.
   */
  pruneCards(keepMs: number, limit: number): Promise<number>;
}
//# sourceMappingURL=delivery.store.d.ts.map
