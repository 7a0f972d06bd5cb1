import { centiCredits, type CentiCredits } from '@aisha/domain';
import { type PricedItem, type Quote, QUOTE_VALID_MS } from '@aisha/kinds';

/** A quote in the form in which a draft stores it, because JSON has no bigint. */
export interface StoredQuote {
  readonly item: PricedItem;
  readonly units: number;
  /** How many of the units are free. */
  readonly freeUnits?: number;
  /** The total in hundredths of a credit. */
  readonly total: string;
  readonly quotedAt: string;
}

export const storeQuote = ({ item, units, freeUnits, total, quotedAt }: Quote): StoredQuote => ({
  item,
  units,
  ...(freeUnits !== undefined && { freeUnits }),
  total: total.toString(),
  quotedAt,
});
export const totalOf = (quote: StoredQuote): CentiCredits => centiCredits(quote.total);

/** How long a quote may be accepted, in milliseconds: a minute less than billing allows, because the order still has to reach billing. */
export const ACCEPTED_FOR_MS = QUOTE_VALID_MS - 60_000;

export const isStale = (quote: StoredQuote, now: Date): boolean =>
  now.getTime() - Date.parse(quote.quotedAt) > ACCEPTED_FOR_MS;
