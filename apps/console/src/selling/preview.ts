import type { SoldRows } from '@aisha/database/billing';
import { newlyBelowCost, type SellingPlan, type SellingPreview, type ToldCosts } from '@aisha/providers/catalogue';

/** What an operator sees before an act: what it does, or why it is refused. */
export interface Previewed {
  /** Why it would be refused, in the words of billing; null when it would be done. */
  readonly refused: string | null;
  /** The item that it would sell below its cost, with its price and its floor in credits; null when that is not why. */
  readonly below: {
    readonly item: string;
    readonly price: string;
    readonly floor: string;
    readonly from: string;
  } | null;
  readonly preview: SellingPreview | null;
}

/** Nothing stands against the act. */
export const FINE: Previewed = { refused: null, below: null, preview: null };
export const COSTS_UNKNOWN: Previewed = { ...FINE, refused: 'costs-unknown' };
export const INCOMPLETE: Previewed = { ...FINE, refused: 'incomplete' };

/** The answer to a change that is refused: an item below its cost is named, so that the desk says it in its language. */
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
