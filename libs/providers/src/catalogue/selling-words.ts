import { centiCredits, type AllowanceName } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { NOW_IS_WITHIN_MS, type LabelIn, type SellingChange } from './selling-change';

/** A change of what is sold, in the form of a message: moments and amounts are text. `SellingChange` says which fields each change has. */
export interface SellingWords {
  readonly change: SellingChange['change'];
  readonly from: string;
  readonly item?: PricedItem;
  readonly allowance?: AllowanceName;
  /**
   * The new price in hundredths of a credit, the new allowance in its unit, or the new price by card in the smallest units of its currency.
   * Without an amount, a price or an allowance that was planned for that moment is withdrawn, and a pack is no longer sold by card.
   */
  readonly amount?: string;
  readonly id?: string;
  /** The credits of a pack, in hundredths of a credit. */
  readonly credits?: string;
  readonly stars?: number;
  /** The currency of a price that is paid by card, whose amount is in the smallest units. */
  readonly currency?: string;
  readonly percent?: number;
  readonly packs?: string[];
  readonly labelRu?: string;
  readonly labelEn?: string;
  /** The label of a discount in further languages. */
  readonly labels?: LabelIn[];
  readonly until?: string;
}

/** The moment from which a change holds. A moment that passed less than ten minutes ago was meant as "now", so `now` takes its place. */
export function beginningOf(at: string, now: Date): Date {
  const meant = new Date(at);
  const age = now.getTime() - meant.getTime();
  return age > 0 && age < NOW_IS_WITHIN_MS ? now : meant;
}

/** The change that a message carries; undefined when a field of it is missing. */
export function changeIn({ change, from: at, ...asked }: SellingWords, now: Date): SellingChange | undefined {
  const from = beginningOf(at, now);
  const { item, allowance: name, amount, id, credits, stars, percent, packs = [], labelRu, labelEn, until } = asked;
  const { labels = [] } = asked;
  const { currency } = asked;
  switch (change) {
    case 'price':
      return item && { change, item, amount: amount === undefined ? null : centiCredits(amount), from };
    case 'allowance':
      return name && { change, name, amount: amount === undefined ? null : Number(amount), from };
    case 'pack':
      return id && credits && stars ? { change, id, credits: centiCredits(credits), stars, from } : undefined;
    case 'card-price':
      return id && currency
        ? { change, id, currency, amount: amount === undefined ? null : Number(amount), from }
        : undefined;
    case 'discount':
      return id && percent && labelRu && labelEn && until
        ? { change, id, percent, packs, labelRu, labelEn, labels, from, until: new Date(until) }
        : undefined;
    case 'pack-end':
    case 'discount-end':
      return id ? { change, id, from } : undefined;
  }
}

/** The change as a message carries it; `changeIn()` reads it back. */
export function wordsOf(change: SellingChange): SellingWords {
  const from = change.from.toISOString();
  switch (change.change) {
    case 'price': {
      const { item, amount } = change;
      return { change: 'price', from, item, ...(amount !== null && { amount: amount.toString() }) };
    }
    case 'pack': {
      const { id, credits, stars } = change;
      return { change: 'pack', from, id, credits: credits.toString(), stars };
    }
    case 'discount': {
      const { id, percent, packs, labelRu, labelEn, labels, until } = change;
      const words = { id, percent, packs: [...packs], labelRu, labelEn, until: until.toISOString() };
      return { change: 'discount', from, ...words, ...(labels.length > 0 && { labels: [...labels] }) };
    }
    case 'allowance': {
      const { name, amount } = change;
      return { change: 'allowance', from, allowance: name, ...(amount !== null && { amount: `${amount}` }) };
    }
    case 'card-price': {
      const { id, currency, amount } = change;
      return { change: 'card-price', from, id, currency, ...(amount !== null && { amount: `${amount}` }) };
    }
    case 'pack-end':
    case 'discount-end':
      return { change: change.change, from, id: change.id };
  }
}
