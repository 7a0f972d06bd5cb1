import type { Balance, CreditTransaction, Entry } from '@aisha/database/billing';
import {
  centiCredits,
  type CentiCredits,
  type ErrorCode,
  type GainReason,
  type GiftId,
  type OrderId,
  type UserId,
} from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';

type LedgerAccount = Entry['account'];

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
  /** The amount in hundredths of a credit, always above 0. */
  readonly amount: CentiCredits;
  /** The reason that operators read in the ledger. */
  readonly description: string;
  /** Makes a retry safe: two postings with one key are one posting. */
  readonly idempotencyKey: string;
}

/** The balance that postings leave. It is certain before they are written, as long as the account is locked. */
export function balanceAfter({ available, held, debt }: Balance, postings: readonly Posting[]): Balance {
  const cameTo = (account: LedgerAccount): bigint =>
    postings.reduce(
      (sum, { from, to, amount }) => sum + (to === account ? amount : 0n) - (from === account ? amount : 0n),
      0n,
    );
  return {
    available: centiCredits(available + cameTo('user-available')),
    held: centiCredits(held + cameTo('user-held')),
    debt: centiCredits(debt - cameTo('user-debt')),
  };
}

interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
}

/** The posting of the credits that a new person gets. */
export const welcome = (userId: UserId, amount: CentiCredits): Posting => ({
  type: 'welcome',
  userId,
  orderId: null,
  from: 'platform-gifts',
  to: 'user-available',
  amount,
  description: 'Welcome credits',
  idempotencyKey: `welcome:${userId}`,
});

/** The posting of the credits for a payment that has arrived. */
export const purchase = (userId: UserId, amount: CentiCredits, packId: string, chargeId: string): Posting => ({
  type: 'purchase',
  userId,
  orderId: null,
  from: 'platform-sales',
  to: 'user-available',
  amount,
  description: `Pack ${packId} for Telegram Stars`,
  idempotencyKey: `purchase:${chargeId}`,
});

/**
 * The posting of the credits that a person loses because a payment went back. They come from `user-held` when a return had set them aside.
 */
export const refund = (
  userId: UserId,
  amount: CentiCredits,
  chargeId: string,
  from: 'user-available' | 'user-held' = 'user-available',
): Posting => ({
  type: 'refund',
  userId,
  orderId: null,
  from,
  to: 'platform-sales',
  amount,
  description: 'The Stars of the purchase went back',
  idempotencyKey: `refund:${chargeId}`,
});

/** The posting of the credits of one payment of a subscription (decision 208). */
export const subscriptionPayment = (
  userId: UserId,
  amount: CentiCredits,
  planId: string,
  chargeId: string,
): Posting => ({
  ...purchase(userId, amount, planId, chargeId),
  type: 'subscription',
  description: `30 days of ${planId} for Telegram Stars`,
});

/** The posting of the credits of a purchase that are set aside while its money is on its way back (decision 207). */
export const setAside = (userId: UserId, amount: CentiCredits, returnId: string): Posting => ({
  type: 'set-aside',
  userId,
  orderId: null,
  from: 'user-available',
  to: 'user-held',
  amount,
  description: 'Set aside while the Stars of the purchase go back',
  idempotencyKey: `set-aside:${returnId}`,
});

/** The posting of the credits that were set aside and are available again, because the money was not given back. */
export const setBack = (userId: UserId, amount: CentiCredits, returnId: string): Posting => ({
  ...setAside(userId, amount, returnId),
  type: 'set-back',
  from: 'user-held',
  to: 'user-available',
  description: 'The Stars of the purchase did not go back',
  idempotencyKey: `set-back:${returnId}`,
});

/** The posting of the bonus of a purchase that was set aside with it. It is available for a moment, until it is taken as a gain. */
export const bonusSetBack = (userId: UserId, amount: CentiCredits, returnId: string): Posting => ({
  ...setBack(userId, amount, returnId),
  description: 'The bonus of the purchase, which is taken next',
});

/** The posting of the part of a refund that the person had already spent: the person owes it. */
export const debt = (userId: UserId, amount: CentiCredits, chargeId: string): Posting => ({
  ...refund(userId, amount, chargeId),
  type: 'debt',
  from: 'user-debt',
  idempotencyKey: `debt:${chargeId}`,
});

/** The posting by which new credits pay a debt, as far as they go (decision 29). Empty without a debt. */
export const debtPayment = (userId: UserId, cameIn: CentiCredits, owed: CentiCredits, source: string): Posting[] => {
  const amount = cameIn < owed ? cameIn : owed;
  if (amount === 0n) return [];
  return [
    {
      type: 'debt-payment',
      userId,
      orderId: null,
      from: 'user-available',
      to: 'user-debt',
      amount,
      description: 'Pays for spent credits whose Stars went back',
      idempotencyKey: `debt-payment:${source}`,
    },
  ];
};

/**
 * The posting of the credits that a person forfeits by having everything deleted. `of` makes several such postings differ: it is the round,
 * or a gift that came back later.
 */
export const forfeit = (userId: UserId, amount: CentiCredits, of: number | GiftId): Posting => ({
  type: 'forfeit',
  userId,
  orderId: null,
  from: 'user-available',
  to: 'platform-sales',
  amount,
  description: 'Given up with everything else about the person',
  idempotencyKey: `forfeit:${userId}:${of}`,
});

/** The posting of the credits that an operator gives. */
export const correction = (userId: UserId, amount: CentiCredits, key: string): Posting => ({
  type: 'correction',
  userId,
  orderId: null,
  from: 'platform-gifts',
  to: 'user-available',
  amount,
  // The operator's name and reason are only in the row of the act. The person may export the row of this transaction,
  // which also outlives an erasure.
  description: 'An operator gave credits',
  idempotencyKey: `correction:${key}`,
});

/** The posting of the credits that an operator takes. */
export const deduction = (userId: UserId, amount: CentiCredits, key: string): Posting => ({
  ...correction(userId, amount, key),
  type: 'deduction',
  description: 'An operator took credits',
  from: 'user-available',
  to: 'platform-gifts',
  idempotencyKey: `deduction:${key}`,
});

const GAINED = {
  promo: { type: 'promo', description: 'A promo code' },
  'referral-inviter': { type: 'referral', description: 'An invitation of a friend' },
  'referral-friend': { type: 'referral', description: 'An invitation of a friend' },
  'referral-picture-inviter': { type: 'referral-picture', description: 'The first picture of an invited friend' },
  'referral-picture-friend': { type: 'referral-picture', description: 'A first picture by an invitation' },
} as const satisfies Readonly<Record<GainReason, Pick<Posting, 'type' | 'description'>>>;

/** The posting of credits that a person gains and does not buy: by a promo code, or by an invitation. */
export const gain = (reason: GainReason, userId: UserId, amount: CentiCredits, gainId: string): Posting => ({
  ...GAINED[reason],
  userId,
  orderId: null,
  from: 'platform-gifts',
  to: 'user-available',
  amount,
  idempotencyKey: `gain:${gainId}`,
});

/** The posting of gained credits that go back with the refund of their purchase. */
export const gainBack = (userId: UserId, amount: CentiCredits, gainId: string): Posting => ({
  type: 'gain-back',
  userId,
  orderId: null,
  from: 'user-available',
  to: 'platform-gifts',
  amount,
  description: 'The Stars of the purchase went back',
  idempotencyKey: `gain-back:${gainId}`,
});

/** The posting of the part of gained credits that the person had already spent and now owes. */
export const gainDebt = (userId: UserId, amount: CentiCredits, gainId: string): Posting => ({
  ...gainBack(userId, amount, gainId),
  type: 'debt',
  from: 'user-debt',
  idempotencyKey: `debt:gain:${gainId}`,
});

/** The posting of credits that a person gives away; they are in transit until the gift is opened. */
export const giftSent = (userId: UserId, amount: CentiCredits, giftId: string): Posting => ({
  type: 'gift-sent',
  userId,
  orderId: null,
  from: 'user-available',
  to: 'platform-transit',
  amount,
  description: 'A gift to somebody',
  idempotencyKey: `gift-sent:${giftId}`,
});

/** The posting of the credits of an opened gift. */
export const giftReceived = (userId: UserId, amount: CentiCredits, giftId: string): Posting => ({
  ...giftSent(userId, amount, giftId),
  type: 'gift-received',
  from: 'platform-transit',
  to: 'user-available',
  description: 'A gift from somebody',
  idempotencyKey: `gift-closed:${giftId}`,
});

/** The posting of the credits of an unopened gift, which go back to the giver. */
export const giftBack = (userId: UserId, amount: CentiCredits, giftId: string): Posting => ({
  ...giftReceived(userId, amount, giftId),
  type: 'gift-back',
  description: 'A gift that nobody opened',
});

/** The posting of the credits that are reserved for an order. */
export const hold = (order: Order, amount: CentiCredits): Posting => ({
  ...partOfOrder('hold', order, amount),
  from: 'user-available',
  to: 'user-held',
});

/** The posting of the part of a hold that is charged. */
export const capture = (order: Order, amount: CentiCredits): Posting => ({
  ...partOfOrder('capture', order, amount),
  from: 'user-held',
  to: 'platform-revenue',
});

/** The posting of the part of a hold that goes back, with the reason if the worker gave one. */
export const release = (order: Order, amount: CentiCredits, reason: ErrorCode | null): Posting => ({
  ...partOfOrder('release', order, amount),
  ...(reason && { description: `release for a ${order.kind}: ${reason}` }),
  from: 'user-held',
  to: 'user-available',
});

const partOfOrder = (
  type: 'hold' | 'capture' | 'release',
  { orderId, userId, kind }: Order,
  amount: CentiCredits,
): Omit<Posting, 'from' | 'to'> => ({
  type,
  userId,
  orderId,
  amount,
  description: `${type} for a ${kind}`,
  idempotencyKey: `${type}:${orderId}`,
});
