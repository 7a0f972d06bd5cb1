import type { CreditTransaction, Entry } from '@aisha/database/billing';
import type { CentiCredits, OrderId, OrderKind, UserId } from '@aisha/domain';
export type LedgerAccount = Entry['account'];
/**
 * Moves credits of one person from one account to another. Both lines of the double entry follow from it, so every posting sums
 * to 0.
 */
export interface Posting {
  readonly type: CreditTransaction['type'];
  readonly userId: UserId;
  readonly orderId: OrderId | null;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  /** Above 0. */
  readonly amount: CentiCredits;
  /** For operators. */
  readonly description: string;
  /** Two requests with one key are one posting. */
  readonly idempotencyKey: string;
}
interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
}
/** Credits for a new person. */
export declare const welcome: (userId: UserId, amount: CentiCredits) => Posting;
/** Credits that an operator gives: for an order that was charged wrongly, or as a kindness. */
export declare const correction: (userId: UserId, amount: CentiCredits, key: string, description: string) => Posting;
/** Credits for Stars that arrived. */
export declare const purchase: (userId: UserId, amount: CentiCredits, packId: string, chargeId: string) => Posting;
/** Credits that go with the Stars that went back. */
export declare const refund: (userId: UserId, amount: CentiCredits, chargeId: string) => Posting;
/** The part of a refund that had been spent: the person owes it. */
export declare const debt: (userId: UserId, amount: CentiCredits, chargeId: string) => Posting;
/** What came in pays a debt, as far as it goes (decision 29). Empty without a debt. */
export declare const debtPayment: (
  userId: UserId,
  cameIn: CentiCredits,
  owed: CentiCredits,
  source: string,
) => Posting[];
/** Credits reserved for an order. */
export declare const hold: (order: Order, amount: CentiCredits) => Posting;
/** The part of a hold that was earned. */
export declare const capture: (order: Order, amount: CentiCredits) => Posting;
/** The part of a hold that goes back. */
export declare const release: (order: Order, amount: CentiCredits) => Posting;
export {};
//# sourceMappingURL=posting.d.ts.map
