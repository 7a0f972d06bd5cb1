import type { Transaction } from '@aisha/database';
import type { TELEGRAM_SUBSCRIPTION_STATES, UserId } from '@aisha/domain';

/** What Telegram says of a person's subscription. */
export interface ChangedSubscription {
  readonly userId: UserId;
  readonly planId: string;
  readonly state: (typeof TELEGRAM_SUBSCRIPTION_STATES)[keyof typeof TELEGRAM_SUBSCRIPTION_STATES];
  /** Telegram's number of the update, so that an older update changes nothing. */
  readonly updateId: number;
}

/**
 * Whoever keeps the accounts of a bot's people. The engine tells it of each fact once, in the transaction that stores the fact, so what it
 * writes or sends there happens if and only if the fact is stored.
 */
export abstract class Accounts {
  /** Somebody has come whom the bot did not know; `isReturning`: they once had everything deleted. */
  abstract open(tx: Transaction, account: { readonly userId: UserId; readonly isReturning?: true }): Promise<void>;

  /** Telegram has confirmed a payment, or that a payment went back. */
  abstract move(tx: Transaction, kind: 'payment' | 'refund', chargeId: string): Promise<void>;

  /** Telegram has said that the next payment of a subscription comes, does not come, or has failed. */
  abstract changeSubscription(tx: Transaction, changed: ChangedSubscription): Promise<void>;
}
