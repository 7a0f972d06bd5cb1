import { centiCredits, type CentiCredits } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '../lists/kinds';
import { ORDER_KINDS } from './order-kinds';

/** The items that have a price. The amounts are dated rows in billing.price; the order kinds name the items. */
export type PricedItem = (typeof ORDER_KIND)[OrderKind]['items'][number];
export const PRICED_ITEMS: readonly PricedItem[] = ORDER_KINDS.flatMap(
  (kind): readonly PricedItem[] => ORDER_KIND[kind].items,
);

/** The units of one item in an order. A price is always the units that are not free × the item's dated price. */
export interface OrderLine {
  readonly item: PricedItem;
  readonly units: number;
  /** How many of these units are free: the first speech of a person's day. Absent: none. */
  readonly freeUnits?: number;
}

/** The price of a line, from the price of one unit. */
export const costOf = (perUnit: CentiCredits, { units, freeUnits = 0 }: Omit<OrderLine, 'item'>): CentiCredits =>
  centiCredits(perUnit * BigInt(Math.max(0, units - freeUnits)));

/** A price shown to a person. We keep to it while the quote is valid, whatever happens to the price meanwhile. */
export interface Quote extends OrderLine {
  readonly total: CentiCredits;
  /** When the price was read, as an ISO time. */
  readonly quotedAt: string;
}

/** How long a shown price is honoured. */
export const QUOTE_VALID_MS = 30 * 60_000;
