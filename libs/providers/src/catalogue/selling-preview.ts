import { cardAmountAfter, cardPriceAt, isFor, LEAST_STARS_A_CREDIT, starsAfter, type Money } from '@aisha/domain';
import { PRICED_ITEMS, SPEECH_UNIT_SECONDS, type PricedItem } from '@aisha/kinds';
import { dollarsOfCredit, type PriceTerms } from './item-costs';
import { afterChange, type SellingChange, type Sold } from './selling-change';
import {
  floorBy,
  leastStarsOfCredit,
  newlyBelowCost,
  pricesAt,
  type SellingPlan,
  type UnitCosts,
} from './selling-plan';

/** What billing published last: what a unit of each item costs, and the terms by which a floor is counted. */
export interface ToldCosts {
  readonly costs: UnitCosts;
  readonly terms: Omit<PriceTerms, 'starsOfCredit'>;
}

/** A pack that is on sale at a moment, with what it buys by the prices of that moment. */
export interface PackPreview {
  readonly id: string;
  readonly credits: number;
  readonly stars: number;
  /** In Stars, with the discount. */
  readonly price: number;
  /** What it costs when it is paid by card, with the discount, in each currency in which it is sold by card. */
  readonly byCard: readonly Money[];
  readonly pictures: number;
  readonly trainings: number;
  readonly minutes: number;
}

/** What one unit of an item brings in the purchase in which a credit brings least, and what it costs us today. */
interface ItemMargin {
  readonly item: PricedItem;
  /** The price and its floor, in credits a unit. */
  readonly credits: number;
  readonly floor: number;
  /** In US dollars a unit. */
  readonly brings: number;
  readonly costs: number;
  /** In percent of what the item brings. */
  readonly margin: number;
}

/** What is sold once a change holds. */
export interface SellingPreview {
  readonly from: Date;
  readonly packs: readonly PackPreview[];
  /** What a credit brings in the cheapest purchase, in Stars and in US dollars. */
  readonly starsOfCredit: number;
  readonly dollarsOfCredit: number;
  /** The margins of the items that the change concerns. */
  readonly margins: readonly ItemMargin[];
}

/** What a change does. An allowance changes no price, so its preview has no margins. */
export function previewOf(sold: Sold, change: SellingChange, { costs, terms }: ToldCosts): SellingPreview {
  const after = afterChange(sold, change);
  const starsOfCredit = leastStarsOfCredit(after, change.from, terms) ?? LEAST_STARS_A_CREDIT;
  const items =
    change.change === 'price' ? [change.item] : change.change === 'allowance' ? ([] as const) : PRICED_ITEMS;
  return {
    from: change.from,
    packs: packsAt(after, change.from),
    starsOfCredit,
    dollarsOfCredit: dollarsOfCredit({ ...terms, starsOfCredit }),
    margins: marginsAt(after, { costs, terms }, change.from, items),
  };
}

/** The packs on sale at a moment, the smallest first. */
export function packsAt(plan: SellingPlan, at: Date): PackPreview[] {
  const prices = pricesAt(plan, at);
  const cardPrices = plan.cardPrices ?? [];
  const currencies = [...new Set(cardPrices.map(({ currency }) => currency))].toSorted();
  const buys = (credits: bigint, item: PricedItem, units = 1n): number => {
    const price = prices.get(item) ?? 0n;
    return price > 0n ? Number(credits / (price * units)) : 0;
  };
  return plan.packs
    .filter(({ validFrom, retiredAt }) => validFrom <= at && (retiredAt === null || retiredAt > at))
    .toSorted((one, other) => Number(one.credits - other.credits))
    .map(({ id, credits, stars }) => {
      const off = plan.discounts
        .filter((one) => one.validFrom <= at && one.validUntil! > at && isFor(one, id))
        .map(({ percent }) => percent);
      const percent = Math.max(0, ...off);
      return {
        id,
        credits: Number(credits) / 100,
        stars,
        price: starsAfter(stars, percent),
        byCard: currencies.flatMap((currency) => {
          const amount = cardPriceAt(cardPrices, { packId: id, currency }, at);
          return amount === null ? [] : [{ currency, amount: cardAmountAfter(amount, percent) }];
        }),
        pictures: buys(credits, 'picture'),
        trainings: buys(credits, 'training.fast'),
        minutes: buys(credits, 'transcription.speech', BigInt(60 / SPEECH_UNIT_SECONDS)),
      };
    });
}

/** The margins of items at a moment, by what a unit costs now. */
export function marginsAt(
  plan: SellingPlan,
  { costs, terms }: ToldCosts,
  at: Date,
  items: readonly PricedItem[] = PRICED_ITEMS,
): ItemMargin[] {
  const starsOfCredit = leastStarsOfCredit(plan, at, terms) ?? LEAST_STARS_A_CREDIT;
  const credit = dollarsOfCredit({ ...terms, starsOfCredit });
  const prices = pricesAt(plan, at);
  return items.flatMap((item) => {
    const [price, cost] = [prices.get(item), costs[item] as UnitCosts[PricedItem] | undefined];
    if (price === undefined || !cost) return [];
    const brings = (Number(price) / 100) * credit;
    const { floor } = floorBy(cost, { ...terms, starsOfCredit });
    const margin = brings > 0 ? ((brings - cost.dollars) / brings) * 100 : 0;
    return { item, credits: Number(price) / 100, floor: Number(floor) / 100, brings, costs: cost.dollars, margin };
  });
}

/** Why a promo code with a percent is refused, in a sentence for an operator; null when it is not (decision 204). */
export const bonusRefusal = (
  sold: SellingPlan,
  { costs, terms }: ToldCosts,
  bonus: SellingPlan['bonuses'][number],
  now: Date,
): string | null =>
  newlyBelowCost(sold, { ...sold, bonuses: [...sold.bonuses, bonus] }, costs, terms, now)?.message ?? null;
