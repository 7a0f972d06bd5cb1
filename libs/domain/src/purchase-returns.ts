import { centiCredits, type CentiCredits } from './credits';
import { DAY_MS } from './durations';

/** On which terms unused credits go back by rule, without an operator. */
interface ReturnTerms {
  /** Purchases from this moment on have these terms; a purchase keeps the terms of its day. */
  readonly since: Date;
  /** How many days after the purchase its person may ask for the Stars. */
  readonly withinDays: number;
  /** How many purchases of one person go back by rule within `perDays`: more than that looks like Stars being moved about. */
  readonly atMost: number;
  readonly perDays: number;
  /** Whether what the purchase brought its person beyond its own credits has to be there, too; else the spent part becomes a debt. */
  readonly withBonus: boolean;
}

/**
 * The terms by their day, oldest first (decision 207). A new line changes the promise for later purchases only, so its day comes after that
 * of the release which has it: until an installation has upgraded, it sells by the older words.
 */
export const RETURN_TERMS: readonly [ReturnTerms, ...ReturnTerms[]] = [
  { since: new Date('2026-11-25T00:00:00Z'), withinDays: 14, atMost: 2, perDays: 30, withBonus: false },
  { since: new Date('2026-12-15T00:00:00Z'), withinDays: 14, atMost: 2, perDays: 30, withBonus: true },
];

/** The terms of a purchase by the moment of its payment. The first terms are also those of any earlier purchase. */
export const returnTermsAt = (boughtAt: Date): ReturnTerms =>
  RETURN_TERMS.findLast(({ since }) => since <= boughtAt) ?? RETURN_TERMS[0];

/** A purchase whose Stars have not gone back and are not on their way back. */
export interface LivePurchase {
  readonly chargeId: string;
  readonly credited: CentiCredits;
  /** Other credits that the purchase brought its person, by a promo code or an invitation: they go back with it. None when absent. */
  readonly gained?: CentiCredits;
  readonly boughtAt: Date;
}

/** What the rule needs to know of a person. */
export interface ReturnFacts<Purchase extends LivePurchase = LivePurchase> {
  /** Credits that may be spent now; those held by an order under way count as spent until it ends. */
  readonly available: CentiCredits;
  readonly debt: CentiCredits;
  /** Bought credits that the person gave to others and that have not come back: they are spent (decision 206). */
  readonly given: CentiCredits;
  /** All live purchases of the person, newest first. */
  readonly purchases: readonly Purchase[];
  /** When the person asked for returns by rule lately, those under way included. */
  readonly returnedAt: readonly Date[];
}

/** Whether a purchase goes back by rule, or why not. */
export const RETURN_VERDICTS = [
  'by-rule',
  'spent-in-part',
  'bonus-spent',
  'too-late',
  'too-often',
  'in-debt',
  'unknown',
] as const;
export type ReturnVerdict = (typeof RETURN_VERDICTS)[number];

interface ReturnJudgement {
  readonly verdict: ReturnVerdict;
  /** How many of the purchase's credits are unspent. */
  readonly unspent: CentiCredits;
  readonly spent: CentiCredits;
  /** How many other credits a return of the purchase takes: for its spent ones, because a payment goes back only whole, and for `gained`. */
  readonly fromOthers: CentiCredits;
  /** The debt that a return would leave, because the person has too few other credits. */
  readonly owed: CentiCredits;
}

export type JudgedPurchase<Purchase extends LivePurchase = LivePurchase> = Purchase & ReturnJudgement;

/** The credits that a return of the purchase by rule sets aside: its own, and what is there of its bonus, which could be spent meanwhile. */
export const setAsideFor = ({ unspent, fromOthers }: JudgedPurchase): CentiCredits =>
  centiCredits(unspent + fromOthers);

/** The last moment at which the Stars of a purchase go back by rule. */
export const returnableUntil = (boughtAt: Date): Date =>
  new Date(boughtAt.getTime() + returnTermsAt(boughtAt).withinDays * DAY_MS);

/**
 * The one rule about which purchase may go back (decision 207). Credits bear no mark of where they came from, so the balance decides: given
 * credits (welcome, promo, presents, corrections) count as spent first, then purchases from the oldest to the newest; a month of a
 * subscription is a purchase of its day. Only bought credits can be given to others, so what was given away counts as spent from purchases;
 * else a person could give welcome credits away and get the Stars back. A purchase goes back by rule within the days of its terms, if the
 * person owes nothing and has not used the rule too often. All its credits have to be there and, where its terms say so, those that it
 * gained its person. Else a bonus could be spent, its purchase given back, and the debt left behind with a deletion of everything.
 */
export function judgePurchases<Purchase extends LivePurchase>(
  { available, debt, given, purchases, returnedAt }: ReturnFacts<Purchase>,
  now: Date,
): JudgedPurchase<Purchase>[] {
  const bought = purchases.reduce((sum, { credited }) => sum + credited, 0n);
  const unspentOfAll = between(0n, available, bought > given ? bought - given : 0n);
  let newer = 0n;
  return purchases.map((purchase) => {
    const { credited, gained = 0n, boughtAt } = purchase;
    const unspent = between(0n, unspentOfAll - newer, credited);
    newer += credited;
    const spent = credited - unspent;
    const others = spent + gained;
    const fromOthers = between(0n, available - unspent, others);
    const owed = others - fromOthers;
    const { atMost, perDays, withBonus } = returnTermsAt(boughtAt);
    const recent = returnedAt.filter((at) => at.getTime() > now.getTime() - perDays * DAY_MS);
    const verdict: ReturnVerdict =
      debt > 0n
        ? 'in-debt'
        : spent > 0n
          ? 'spent-in-part'
          : withBonus && owed > 0n
            ? 'bonus-spent'
            : now > returnableUntil(boughtAt)
              ? 'too-late'
              : recent.length >= atMost
                ? 'too-often'
                : 'by-rule';
    return {
      ...purchase,
      verdict,
      unspent: centiCredits(unspent),
      spent: centiCredits(spent),
      fromOthers: centiCredits(fromOthers),
      owed: centiCredits(owed),
    };
  });
}

const between = (least: bigint, value: bigint, most: bigint): bigint =>
  value < least ? least : value > most ? most : value;
