import {
  ALLOWANCES,
  DISCOUNT_ID,
  formatCredits,
  PACK_ID,
  wrongCardPrice,
  type AllowanceName,
  type CardPrice,
  type CardTerms,
  type CentiCredits,
  type Language,
} from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import type { PriceTerms } from './item-costs';
import { isOnSale, momentsOf, newlyBelowCost, type SellingPlan, type UnitCosts } from './selling-plan';

/** The label of a discount in a language besides Russian and English. */
export interface LabelIn {
  readonly language: Language;
  readonly label: string;
}

/**
 * A change of a price, pack, discount or allowance. Each change has the moment from which it holds and becomes a row of its own, so what
 * was sold before stays as it was.
 */
export type SellingChange =
  /** An amount in hundredths of a credit; null withdraws the price that was to come at that moment. */
  | { readonly change: 'price'; readonly item: PricedItem; readonly amount: CentiCredits | null; readonly from: Date }
  | {
      readonly change: 'pack';
      readonly id: string;
      readonly credits: CentiCredits;
      readonly stars: number;
      readonly from: Date;
    }
  /**
   * What a pack costs when paid by card, in the smallest units of the currency. Null takes it off sale by card, or withdraws the price that
   * was to come at that moment.
   */
  | {
      readonly change: 'card-price';
      readonly id: string;
      readonly currency: string;
      readonly amount: number | null;
      readonly from: Date;
    }
  /** Takes a pack off sale. A moment before the pack's first day withdraws the pack. */
  | { readonly change: 'pack-end'; readonly id: string; readonly from: Date }
  | {
      readonly change: 'discount';
      readonly id: string;
      readonly percent: number;
      readonly packs: readonly string[];
      readonly labelRu: string;
      readonly labelEn: string;
      readonly labels: readonly LabelIn[];
      readonly from: Date;
      readonly until: Date;
    }
  | { readonly change: 'discount-end'; readonly id: string; readonly from: Date }
  /** An amount in the allowance's unit; null withdraws the value that was to come at that moment. */
  | { readonly change: 'allowance'; readonly name: AllowanceName; readonly amount: number | null; readonly from: Date };

/** What a change is judged by: the selling plan, with the ids of its discounts, and the allowances. */
export interface Sold extends SellingPlan {
  readonly discounts: readonly (SellingPlan['discounts'][number] & { readonly id: string })[];
  readonly allowances: readonly { readonly name: AllowanceName; readonly amount: number; readonly validFrom: Date }[];
}

/** How far in the past a moment may be and still mean "now": the message of a command takes a while to arrive. */
export const NOW_IS_WITHIN_MS = 10 * 60_000;
/** The bounds of a pack: more credits, or more Stars, must be a mistake in typing. */
const MOST_CREDITS = 100_000;
const MOST_STARS = 100_000;
/** The most characters of a discount's label, which stands on a button beside the contents of the pack. */
const MOST_LABEL = 16;
const MOST_PERCENT = 90;

const same = (one: Date, other: Date): boolean => one.getTime() === other.getTime();
const isSamePrice = (
  one: CardPrice,
  { id, currency, from }: Extract<SellingChange, { change: 'card-price' }>,
): boolean => one.packId === id && one.currency === currency && same(one.validFrom, from);

/** The selling plan as it is after a change. */
export function afterChange(sold: Sold, change: SellingChange): Sold {
  switch (change.change) {
    case 'price': {
      const { item, amount, from } = change;
      const others = sold.prices.filter((price) => price.item !== item || !same(price.validFrom, from));
      return { ...sold, prices: amount === null ? others : [...others, { item, amount, validFrom: from }] };
    }
    case 'pack': {
      const { id, credits, stars, from } = change;
      return { ...sold, packs: [...sold.packs, { id, credits, stars, validFrom: from, retiredAt: null }] };
    }
    case 'card-price': {
      const { id: packId, currency, amount, from } = change;
      const all = sold.cardPrices ?? [];
      const others = all.filter((one) => !isSamePrice(one, change));
      const isWithdrawn = amount === null && others.length < all.length;
      return {
        ...sold,
        cardPrices: isWithdrawn ? others : [...others, { packId, currency, amount, validFrom: from }],
      };
    }
    case 'pack-end':
      return {
        ...sold,
        packs: sold.packs.map((pack) => (pack.id === change.id ? { ...pack, retiredAt: change.from } : pack)),
      };
    case 'discount': {
      const { id, percent, packs, from, until } = change;
      return { ...sold, discounts: [...sold.discounts, { id, percent, packs, validFrom: from, validUntil: until }] };
    }
    case 'discount-end':
      return {
        ...sold,
        discounts: sold.discounts.map((one) => (one.id === change.id ? { ...one, validUntil: change.from } : one)),
      };
    case 'allowance': {
      const { name, amount, from } = change;
      const others = sold.allowances.filter((one) => one.name !== name || !same(one.validFrom, from));
      return { ...sold, allowances: amount === null ? others : [...others, { name, amount, validFrom: from }] };
    }
  }
}

/**
 * Why a change is refused, in a sentence for an operator; null when it is not. A change that brings an item below its
 * cost is refused with that item's name (decision 203).
 */
export function refusalOf(
  sold: Sold,
  change: SellingChange,
  costs: UnitCosts,
  terms: Omit<PriceTerms, 'starsOfCredit'>,
  now: Date,
): string | null {
  const isLate = change.from.getTime() < now.getTime() - NOW_IS_WITHIN_MS;
  if (Number.isNaN(change.from.getTime()) || isLate)
    return `${dateText(change.from)} is past: a change holds from now on or from a date to come.`;
  const wrong = wrongIn(sold, change, now, terms.card);
  if (wrong !== null) return wrong;
  if (change.change === 'allowance') return null;
  const after = afterChange(sold, change);
  if (change.change === 'pack-end') {
    // Other packs may have been retired from a later date on.
    const bare = momentsOf(after, change.from).find((at) => !after.packs.some((pack) => isOnSale(pack, at)));
    if (bare)
      return `Without ${change.id} nothing would be for sale from ${dateText(bare)} on: add another pack first.`;
  }
  const problem = newlyBelowCost(sold, after, costs, terms, now);
  return problem ? problem.message : null;
}

function wrongIn(sold: Sold, change: SellingChange, now: Date, card: CardTerms | undefined): string | null {
  switch (change.change) {
    case 'price':
      return change.amount === null &&
        !sold.prices.some(
          ({ item, validFrom }) => item === change.item && same(validFrom, change.from) && validFrom > now,
        )
        ? `No price of ${change.item} begins at ${dateText(change.from)}: there is nothing to withdraw.`
        : null;
    case 'pack': {
      if (!PACK_ID.test(change.id)) return `${change.id}: a pack is named like large-2, 24 characters at most.`;
      if (sold.packs.some(({ id }) => id === change.id))
        return `${change.id} is sold or was: a pack is never changed. Give the new one an id of its own, and retire the old one.`;
      if (change.credits < 100n || change.credits > MOST_CREDITS * 100)
        return `${formatCredits(change.credits)} credits: a pack has 1 to ${MOST_CREDITS}.`;
      if (!Number.isInteger(change.stars) || change.stars < 1 || change.stars > MOST_STARS)
        return `${change.stars} Stars: a pack costs 1 to ${MOST_STARS} whole Stars.`;
      return null;
    }
    case 'card-price': {
      const { id, currency, amount, from } = change;
      const pack = sold.packs.find((one) => one.id === id);
      if (!pack || (pack.retiredAt !== null && pack.retiredAt <= from))
        return `${id}: there is no such pack on sale then.`;
      if (amount !== null) return wrongCardPrice({ currency, amount }, card);
      return (sold.cardPrices ?? []).some((one) => one.packId === id && one.currency === currency)
        ? null
        : `${id} is not sold by card in ${currency}: there is nothing to take off.`;
    }
    case 'pack-end': {
      const pack = sold.packs.find(({ id }) => id === change.id);
      if (!pack) return `${change.id}: there is no such pack.`;
      return pack.retiredAt !== null && pack.retiredAt <= now
        ? `${change.id} was retired on ${dateText(pack.retiredAt)}.`
        : null;
    }
    case 'discount':
      return wrongDiscount(sold, change);
    case 'discount-end': {
      const discount = sold.discounts.find(({ id }) => id === change.id);
      if (!discount) return `${change.id}: there is no such discount.`;
      const { validUntil } = discount;
      return validUntil !== null && validUntil <= change.from
        ? `${change.id} ends on ${dateText(validUntil)}, before that.`
        : null;
    }
    case 'allowance': {
      const { name, amount, from } = change;
      if (amount === null)
        return sold.allowances.some((one) => one.name === name && same(one.validFrom, from) && from > now)
          ? null
          : `No value of ${name} begins at ${dateText(from)}: there is nothing to withdraw.`;
      const { most, unit } = ALLOWANCES[name];
      return Number.isInteger(amount) && amount >= 0 && amount <= most
        ? null
        : `${amount}: ${name} is a whole number of ${unit} from 0 to ${most}.`;
    }
  }
}

function wrongDiscount(
  sold: Sold,
  { id, percent, packs, labelRu, labelEn, labels, from, until }: Extract<SellingChange, { change: 'discount' }>,
): string | null {
  if (!DISCOUNT_ID.test(id)) return `${id}: a discount is named like spring-2027, 20 characters at most.`;
  if (sold.discounts.some((one) => one.id === id))
    return `${id} holds or held: a discount is never changed. Give the new one an id of its own.`;
  if (!Number.isInteger(percent) || percent < 1 || percent > MOST_PERCENT)
    return `${percent} percent: a discount is 1 to ${MOST_PERCENT} whole percent.`;
  const unknown = packs.find((name) => !sold.packs.some((pack) => pack.id === name));
  if (unknown !== undefined) return `${unknown}: there is no such pack.`;
  if (until <= from) return `It would end on ${dateText(until)}, before it begins.`;
  const long = [labelRu, labelEn, ...labels.map(({ label }) => label)].find(
    ({ length }) => length < 1 || length > MOST_LABEL,
  );
  return long === undefined
    ? null
    : `The label “${long}” has ${long.length} characters: 1 to ${MOST_LABEL} fit on a button.`;
}

const dateText = (date: Date): string => (Number.isNaN(date.getTime()) ? 'That date' : date.toISOString());
