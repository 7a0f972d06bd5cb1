import { CARD_CURRENCY, plainMoney, unitsOf, type Money } from './money';

/**
 * The price of a pack by card, from a date on until the next one of the same pack and currency. Null: the pack is not sold by card from
 * then on. A price that was once in force is never changed: its invoices may be paid years later.
 */
export interface CardPrice {
  readonly packId: string;
  readonly currency: string;
  /** In the smallest units of the currency. */
  readonly amount: number | null;
  readonly validFrom: Date;
}

/** On which terms packs are sold by card; without terms they are not sold by card. */
export interface CardTerms {
  readonly currency: string;
  /** What one unit of the currency brings in US dollars, after the fees of the card provider. */
  readonly dollarsOfUnit: number;
  /** The smallest and the largest payment that Telegram takes, in smallest units (`min_amount`, `max_amount` of the currency). */
  readonly least: number;
  readonly most: number;
}

/** A price after a discount, in smallest units, rounded up. */
export const cardAmountAfter = (amount: number, percent: number): number => Math.ceil((amount * (100 - percent)) / 100);

/** The price of a pack that is in force at a moment; null: the pack is not sold by card. */
export function cardPriceAt(
  prices: readonly CardPrice[],
  { packId, currency }: Pick<CardPrice, 'packId' | 'currency'>,
  at: Date,
): number | null {
  const held = prices.filter((one) => one.packId === packId && one.currency === currency && one.validFrom <= at);
  return held.toSorted((one, other) => one.validFrom.getTime() - other.validFrom.getTime()).at(-1)?.amount ?? null;
}

/** Whether an amount was ever the price of a pack, with this discount. */
export const wasCardPrice = (
  prices: readonly CardPrice[],
  packId: string,
  { currency, amount }: Money,
  percent: number,
): boolean =>
  prices.some(
    (one) =>
      one.packId === packId &&
      one.currency === currency &&
      one.amount !== null &&
      cardAmountAfter(one.amount, percent) === amount,
  );

/** What a payment by card brings, in US dollars. */
export const cardDollars = (amount: number, { currency, dollarsOfUnit }: Omit<CardTerms, 'least' | 'most'>): number =>
  (amount / unitsOf(currency)) * dollarsOfUnit;

/** Why a card price is refused, in a sentence for an operator; null when it is not. */
export function wrongCardPrice({ currency, amount }: Money, terms: CardTerms | undefined): string | null {
  if (!terms) return 'Packs are not sold by card here: PAYMENT_CURRENCY and PAYMENT_DOLLARS_A_UNIT are not set.';
  if (!CARD_CURRENCY.test(currency) || currency !== terms.currency)
    return `${currency}: packs are sold by card in ${terms.currency} (PAYMENT_CURRENCY).`;
  const written = (units: number): string => plainMoney({ currency, amount: units });
  return Number.isSafeInteger(amount) && amount >= terms.least && amount <= terms.most
    ? null
    : `${written(amount)}: Telegram takes payments of ${written(terms.least)} to ${written(terms.most)} (PAYMENT_LEAST, PAYMENT_MOST).`;
}
