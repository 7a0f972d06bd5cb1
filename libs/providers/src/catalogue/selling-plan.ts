import {
  cardAmountAfter,
  cardDollars,
  cardPriceAt,
  centiCredits,
  isFor,
  starsAfter,
  type CardPrice,
  type CentiCredits,
  type Discount,
  type Pack,
} from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { dollarsOfCredit, type CostOfItem, type PriceTerms } from './item-costs';
import { problemWith, type ListedPrice, type PriceBelowCost, type PriceFloor } from './price-below-cost';

/** A time for which something holds; `validUntil` is null where it has no end. */
interface Span {
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** Everything by which credits are sold and spent, now and at later dates. */
export interface SellingPlan {
  readonly prices: readonly ListedPrice[];
  readonly packs: readonly (Pack & { readonly validFrom: Date; readonly retiredAt: Date | null })[];
  /** Monthly plans. A plan has no end: a person who has begun one always pays its price (decision 208). */
  readonly plans: readonly (Pick<Pack, 'credits' | 'stars'> & { readonly validFrom: Date })[];
  readonly discounts: readonly (Pick<Discount, 'percent' | 'packs'> & Span)[];
  /** Promo codes that add some percent of credits to the purchase of a pack. A plan's payments leave it waiting (decision 204). */
  readonly bonuses: readonly ({ readonly percent: number } & Span)[];
  /** What packs cost when they are paid by card; absent: no pack is sold by card. */
  readonly cardPrices?: readonly CardPrice[];
}

/** What one unit of each item costs. */
export type UnitCosts = Readonly<Record<PricedItem, CostOfItem>>;

const holdsAt = ({ validFrom, validUntil }: Span, at: Date): boolean =>
  validFrom <= at && (validUntil === null || validUntil > at);

/**
 * The Stars that a credit brings at a moment in the purchase in which it brings least; null when nothing is for sale. A payment by card counts
 * as the Stars that bring the same dollars (decision 217).
 */
export function leastStarsOfCredit(
  { packs, plans, discounts, bonuses, cardPrices = [] }: SellingPlan,
  at: Date,
  terms?: Pick<PriceTerms, 'dollarsOfStar' | 'card'>,
): number | null {
  const bonus = Math.max(0, ...bonuses.filter((one) => holdsAt(one, at)).map(({ percent }) => percent));
  const bringing = (credits: CentiCredits, stars: number): number => (stars * 100) / Number(credits);
  const card = terms?.card;
  const sold = packs
    .filter((pack) => isOnSale(pack, at))
    .flatMap(({ id, credits, stars }) => {
      const off = discounts.filter((one) => holdsAt(one, at) && isFor(one, id)).map(({ percent }) => percent);
      const percent = Math.max(0, ...off);
      const byCard = card ? cardPriceAt(cardPrices, { packId: id, currency: card.currency }, at) : null;
      const prices = [
        starsAfter(stars, percent),
        ...(card && byCard !== null ? [cardDollars(cardAmountAfter(byCard, percent), card) / terms.dollarsOfStar] : []),
      ];
      return prices.map((price) => (bringing(credits, price) * 100) / (100 + bonus));
    });
  const begun = plans.filter(({ validFrom }) => validFrom <= at).map(({ credits, stars }) => bringing(credits, stars));
  const each = [...sold, ...begun];
  return each.length > 0 ? Math.min(...each) : null;
}

/** Whether a pack can be bought at a moment. */
export const isOnSale = (
  { validFrom, retiredAt }: Pick<SellingPlan['packs'][number], 'validFrom' | 'retiredAt'>,
  at: Date,
): boolean => holdsAt({ validFrom, validUntil: retiredAt }, at);

/** The lowest price by what a unit costs, rounded up: a price has no part smaller than a hundredth of a credit. */
export const floorBy = ({ dollars, model }: CostOfItem, terms: PriceTerms): PriceFloor => ({
  floor: centiCredits(Math.ceil(((dollars * terms.margin) / dollarsOfCredit(terms)) * 100 - 1e-9)),
  dollars,
  model,
});

/** The price of each item at a moment. */
export const pricesAt = ({ prices }: SellingPlan, at: Date): ReadonlyMap<PricedItem, CentiCredits> =>
  new Map(
    prices
      .filter(({ validFrom }) => validFrom <= at)
      .toSorted((one, other) => one.validFrom.getTime() - other.validFrom.getTime())
      .map(({ item, amount }) => [item, amount]),
  );

/** Now, and each later moment at which something changes, in order. */
export function momentsOf(
  { prices, packs, plans, discounts, bonuses, cardPrices = [] }: SellingPlan,
  now: Date,
): Date[] {
  const dates = [
    ...[...prices, ...plans].map(({ validFrom }) => validFrom),
    ...packs.flatMap(({ validFrom, retiredAt }) => [validFrom, retiredAt]),
    ...cardPrices.map(({ validFrom }) => validFrom),
    ...[...discounts, ...bonuses].flatMap(({ validFrom, validUntil }) => [validFrom, validUntil]),
  ];
  const times = dates.flatMap((date) => (date !== null && date > now ? [date.getTime()] : []));
  return [now.getTime(), ...new Set(times)].toSorted((one, other) => one - other).map((time) => new Date(time));
}

/**
 * The prices that are below their floors now or will be, each with the first moment at which it is below. A cheaper pack, a discount or a
 * promo code lowers what a credit brings, and so raises every floor (decision 203).
 */
export function soldBelowCost(
  plan: SellingPlan,
  costs: UnitCosts,
  terms: Omit<PriceTerms, 'starsOfCredit'>,
  now: Date,
): PriceBelowCost[] {
  const found = new Map<string, PriceBelowCost>();
  for (const at of momentsOf(plan, now)) {
    const starsOfCredit = leastStarsOfCredit(plan, at, terms);
    if (starsOfCredit === null) continue;
    for (const [item, amount] of pricesAt(plan, at)) {
      const cost = costs[item] as CostOfItem | undefined; // an item of a newer release has a price and no cost here
      if (!cost) continue;
      const floor = floorBy(cost, { ...terms, starsOfCredit });
      const problem = problemWith({ item, amount, validFrom: at }, floor);
      const key = `${item} ${amount} ${floor.floor}`;
      if (problem && !found.has(key)) found.set(key, problem);
    }
  }
  return [...found.values()];
}

/**
 * The first price that is below its floor after a change of the plan. A price that was below the same floor before, with the same amount,
 * does not count. Undefined when there is none.
 */
export function newlyBelowCost(
  before: SellingPlan,
  after: SellingPlan,
  ...by: [costs: UnitCosts, terms: Omit<PriceTerms, 'starsOfCredit'>, now: Date]
): PriceBelowCost | undefined {
  const known = new Set(
    soldBelowCost(before, ...by).map(({ facts: { item, floor, price } }) => `${item} ${floor} ${price}`),
  );
  return soldBelowCost(after, ...by).find(
    ({ facts: { item, floor, price } }) => !known.has(`${item} ${floor} ${price}`),
  );
}
