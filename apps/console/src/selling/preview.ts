import type { SoldRows } from '@aisha/database/billing';
import { newlyBelowCost, type SellingPlan, type SellingPreview, type ToldCosts } from '@aisha/providers/catalogue';

/** What an operator sees before an act: what the act changes, or why billing would refuse it. */
export interface Previewed {
  /** The reason why billing would refuse the act; null when billing would do it. */
  readonly refused: string | null;
  /** The item that would be sold below its cost, with its price and its floor in credits; null for every other reason. */
  readonly below: {
    readonly item: string;
    readonly price: string;
    readonly floor: string;
    readonly from: string;
  } | null;
  readonly preview: SellingPreview | null;
}

/** The answer when billing would do the act. */
export const FINE: Previewed = { refused: null, below: null, preview: null };
export const COSTS_UNKNOWN: Previewed = { ...FINE, refused: 'costs-unknown' };
export const INCOMPLETE: Previewed = { ...FINE, refused: 'incomplete' };

/**
 * The answer for a change that billing would refuse. If an item would be sold below its cost, the answer names the item, so that the desk
 * can say so in its language.
 */
export function refusedFor(
  why: string,
  sold: SoldRows,
  after: SellingPlan | null,
  { costs, terms }: ToldCosts,
  now: Date,
): Previewed {
  const problem = after && newlyBelowCost(sold, after, costs, terms, now);
  const facts = problem?.facts as Previewed['below'] | undefined;
  return { ...FINE, refused: why, below: facts ?? null };
}
