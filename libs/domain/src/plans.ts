import { credits, type CentiCredits } from './credits';
import { DAY_MS } from './durations';
import { STARS } from './money';
import type { PaidInvoice } from './packs';

/** The only period that Telegram takes for a subscription in Stars: 30 days (core.telegram.org/bots/api#createinvoicelink). */
export const PLAN_SECONDS = 2_592_000;

/** The most Stars that Telegram takes for a subscription (core.telegram.org/bots/api#createinvoicelink). */
export const PLAN_STARS_AT_MOST = 10_000;

/**
 * Credits each 30 days for Telegram Stars, renewed by Telegram until somebody cancels. A plan is never changed, only retired: whoever has
 * subscribed to it keeps it at its price. All plans are rows of `billing.plan`.
 */
export interface Plan {
  readonly id: string;
  /** What each payment brings. */
  readonly credits: CentiCredits;
  /** What each payment costs. */
  readonly stars: number;
}

/** The plans with which an installation begins; from then on they are rows. */
export const PLANS: readonly Plan[] = [
  { id: 'month-400', credits: credits(400), stars: 540 },
  { id: 'month-1000', credits: credits(1000), stars: 1300 },
];

/** The form of a plan's id. Ids stand in buttons and payloads. */
export const PLAN_ID = /^[a-z][a-z0-9-]{0,23}$/;

const PAYLOAD = /^plan:([a-z][a-z0-9-]{0,23})$/;

/** The payload of a plan's invoice. It comes back with each payment and each change of a subscription. */
export const planPayload = (planId: string): string => `plan:${planId}`;

/** The id of the plan in a payload; undefined for a payload of something else. */
export const planIdIn = (payload: string): string | undefined => PAYLOAD.exec(payload)?.[1];

/** The plan that a payment is for, retired plans too. Undefined if the amount is not the plan's price: no code guesses an amount. */
export function planPaidBy<P extends Plan>(
  { payload, currency, amount }: PaidInvoice,
  plans: readonly P[],
): P | undefined {
  const plan = plans.find(({ id }) => id === planIdIn(payload));
  return currency === STARS && plan?.stars === amount ? plan : undefined;
}

/** The state of a subscription. `ended`: its last paid period is over, or its payment went back. */
export type SubscriptionState = 'active' | 'cancelled' | 'failed' | 'ended';

/** The states in which Telegram takes the next payment, or tries to. */
export const CHARGED_STATES = ['active', 'failed'] as const satisfies readonly SubscriptionState[];

/** Telegram's names of a subscription's states (core.telegram.org/bots/api, 10.2), and ours. */
export const TELEGRAM_SUBSCRIPTION_STATES = { active: 'active', canceled: 'cancelled', failed: 'failed' } as const;

/**
 * How long after the paid period a renewal may still arrive before the subscription counts as ended: Telegram tries a failed payment again,
 * and its list may reach us late. Two days is our own guess; a payment that comes later begins a subscription anew.
 */
export const RENEWAL_GRACE_MS = 2 * DAY_MS;

/** What decides whether one more payment of a plan is allowed. */
interface KnownSubscription {
  readonly planId: string;
  readonly state: SubscriptionState;
  readonly paidUntil: Date;
}

/**
 * Whether a person with these subscriptions may pay for a plan: the person has no open subscription, or renews one. Telegram does not say
 * before a payment whether it renews, so a payment for the same plan counts as a renewal from `RENEWAL_GRACE_MS` before the end of the paid
 * period.
 */
export const mayPayPlan = (planId: string, subscriptions: readonly KnownSubscription[], now: Date): boolean => {
  const open = subscriptions.filter(
    ({ state, paidUntil }) => state !== 'ended' && !(state === 'cancelled' && paidUntil <= now),
  );
  const isDue = ({ planId: plan, state, paidUntil }: KnownSubscription): boolean =>
    plan === planId && state !== 'cancelled' && paidUntil.getTime() - RENEWAL_GRACE_MS <= now.getTime();
  return open.length === 0 || open.some(isDue);
};
