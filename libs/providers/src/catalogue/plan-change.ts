import { PLAN_ID, PLAN_STARS_AT_MOST, type CentiCredits, type Pack } from '@aisha/domain';
import { NOW_IS_WITHIN_MS } from './selling-change';
import type { ToldCosts } from './selling-preview';
import { newlyBelowCost, type SellingPlan } from './selling-plan';

/**
 * What is done with a monthly plan: from a moment on it is sold, or is not sold any more. A plan is never changed. One whose end is still to
 * come may be retired sooner or later; one that is retired before its first day is withdrawn.
 */
export type PlanChange =
  | {
      readonly change: 'add';
      readonly id: string;
      readonly credits: CentiCredits | undefined;
      readonly stars: number | undefined;
      readonly from: Date;
    }
  | { readonly change: 'retire'; readonly id: string; readonly from: Date };

/** A plan that is or was sold. */
type KnownPlan = Pick<Pack, 'id'> & { readonly retiredAt: Date | null };

/** Why a change of a plan is refused, in a sentence for an operator; null when it is not. A plan's credits are judged like a pack's (decision 208). */
export function planRefusal(
  sold: SellingPlan,
  plans: readonly KnownPlan[],
  asked: PlanChange,
  { costs, terms }: ToldCosts,
  now: Date,
): string | null {
  const { id, from } = asked;
  if (Number.isNaN(from.getTime()) || from.getTime() <= now.getTime() - NOW_IS_WITHIN_MS)
    return 'That moment is past: a change holds from now on or later.';
  const known = plans.find((plan) => plan.id === id);
  if (asked.change === 'retire') {
    if (!known) return `${id}: there is no such plan.`;
    return known.retiredAt !== null && known.retiredAt <= now ? `${id} is retired already.` : null;
  }
  if (!PLAN_ID.test(id)) return `${id}: a plan is named like month-500, 24 characters at most.`;
  if (known)
    return `${id} is sold or was: a plan is never changed. Give the new one an id of its own, and retire the old one.`;
  const { credits, stars } = asked;
  if (credits === undefined || stars === undefined || credits < 100n)
    return 'A plan has at least 1 credit, and a price in Stars.';
  if (stars > PLAN_STARS_AT_MOST)
    return `${stars} Stars: Telegram takes ${PLAN_STARS_AT_MOST} at most for a subscription.`;
  const after = { ...sold, plans: [...sold.plans, { credits, stars, validFrom: from }] };
  return newlyBelowCost(sold, after, costs, terms, now)?.message ?? null;
}
