import { type Balance, type CreditHold } from '@aisha/database/billing';
import { type Transaction } from '@aisha/database';
import { type OrderId, type UserId } from '@aisha/domain';
import type { Posting } from './posting';
export interface Posted {
  readonly transactionId: string;
  /** False if the same posting existed already: nothing moved. */
  readonly isNew: boolean;
  readonly balance: Balance;
}
/** The state of an order's credits. It is stable until the transaction ends, because the person's account is locked. */
export interface LockedOrder {
  readonly balance: Balance;
  /** Null if the order has never had a hold. */
  readonly hold: CreditHold | null;
  /** Holds of the person that are open. */
  readonly openOrders: number;
}
/** A row that belongs to postings: INSERT or UPDATE with RETURNING. Its parameters start at $3. */
export interface RowOfPostings {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}
/**
 * The append-only double-entry ledger and its balance, changed in one transaction. It decides nothing: the caller settles prices,
 * limits and permissions before. It locks only the person's account.
 */
export declare class LedgerStore {
  /** The balance, locked until the transaction ends. Undefined if the account is not open. */
  lockBalance(tx: Transaction, userId: UserId): Promise<Balance | undefined>;
  /**
   * Locks the account and reads the order's hold, in one statement. Undefined if the account is not open, or if it changed while the
   * statement waited for the lock: the caller then locks it and reads again.
   */
  lockOrder(tx: Transaction, userId: UserId, orderId: OrderId): Promise<LockedOrder | undefined>;
  /**
   * Writes a posting once. Throws `not-enough-credits` if the account has too few credits, and `idempotency-conflict` if the key was
   * used for a different posting.
   */
  post(tx: Transaction, posting: Posting): Promise<Posted>;
  /**
   * Writes postings of one person and the row they belong to, in one statement. Throws `not-enough-credits` as `post` does, and
   * `idempotency-conflict` when a key was used before or the row cannot be written.
   */
  postWith(tx: Transaction, userId: UserId, postings: readonly Posting[], row: RowOfPostings): Promise<Balance>;
  private write;
  private findSame;
}
//# sourceMappingURL=ledger.store.d.ts.map
