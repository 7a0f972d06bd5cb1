import { centiCredits, type CentiCredits } from '@aisha/domain';
import { type PricedItem, type Quote, QUOTE_VALID_MS } from '@aisha/kinds';

/** A quote as a draft keeps it: JSON knows no bigint. */
export interface StoredQuote {
  readonly item: PricedItem;
  readonly units: number;
  /** How many of these are free. */
  readonly freeUnits?: number;
  /** Hundredths of a credit. */
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

/** A minute less than billing accepts, because the order still has to get there. */
const VALID_MS = QUOTE_VALID_MS - 60_000;
export const isStale = (quote: StoredQuote, now: Date): boolean =>
  now.getTime() - Date.parse(quote.quotedAt) > VALID_MS;
