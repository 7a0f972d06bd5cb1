import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AppError, centiCredits, type CentiCredits } from '@aisha/domain';
import { costOf, type OrderLine, PRICED_ITEMS, type PricedItem, type Quote } from '@aisha/kinds';
import { Database } from '../connection/database';
import type { Transaction } from '../connection/transaction';
import { Price } from '../entities/billing/price.entity';

/** Hundredths of a credit per unit. */
export type PriceList = Readonly<Record<PricedItem, CentiCredits>>;

/** The price of some units by a list of prices, for screens that show several prices. */
export const quoteFrom = (prices: PriceList, line: OrderLine, at: Date): Quote => quoteOf(line, prices[line.item], at);

const quoteOf = ({ item, units, freeUnits = 0 }: OrderLine, perUnit: CentiCredits, at: Date): Quote => ({
  item,
  units,
  ...(freeUnits > 0 && { freeUnits }),
  total: costOf(perUnit, { units, freeUnits }),
  quotedAt: at.toISOString(),
});

/** The SQL condition that a price was not withdrawn before its date. */
const IS_STANDING =
  'NOT EXISTS (SELECT FROM billing.price_withdrawal w WHERE w.item = price.item AND w.valid_from = price.valid_from)';

/** The SQL for the price of one unit of an item at a time; null if it has none then. Each argument is an SQL expression. */
export const unitPriceAt = (item: string, at: string): string =>
  `(SELECT price.amount FROM billing.price WHERE price.item = ${item} AND price.valid_from <= ${at} AND ${IS_STANDING}
    ORDER BY price.valid_from DESC LIMIT 1)`;

/** Throws `unexpected` for an item without a price, so that no item is given away by mistake. */
export function pricedUnit(amount: string | null, item: PricedItem, at: Date): CentiCredits {
  if (amount === null) throw new AppError('unexpected', { facts: { unpriced: item, at: at.toISOString() } });
  return centiCredits(amount);
}

/** The only code that computes prices: the gateway shows these prices, and billing holds credits by the same prices. */
@Injectable()
export class PriceReader {
  constructor(private readonly database: Database) {}

  /** The same reader inside a transaction. */
  within(tx: Transaction): PriceReader {
    return new PriceReader(Database.within(tx));
  }

  /** The price of some units at a time. Throws `unexpected` if billing.price has no row for the item then. */
  async quote(item: PricedItem, units: number, at: Date): Promise<Quote> {
    if (!Number.isInteger(units) || units < 1) throw new RangeError(`${units} units of ${item}`);
    const statement = `SELECT ${unitPriceAt('$1', '$2')} AS amount`;
    const [{ amount }] = await this.database.read.query<[{ amount: string | null }]>(statement, [item, at]);
    return quoteOf({ item, units }, pricedUnit(amount, item, at), at);
  }

  /** The prices that will be valid later, in the order of their dates. */
  after(at: Date): Promise<Price[]> {
    return this.standing().andWhere('price.valid_from > :at', { at }).orderBy('price.valid_from', 'ASC').getMany();
  }

  /** The prices that were not withdrawn before their date. */
  private standing(): SelectQueryBuilder<Price> {
    return this.database.read.createQueryBuilder(Price, 'price').where(IS_STANDING);
  }

  /** The prices of one unit of every item at a time, in one statement. Throws `unexpected` if an item has no price then. */
  async list(at: Date): Promise<PriceList> {
    const prices = await this.standing()
      .distinctOn(['price.item'])
      .andWhere('price.valid_from <= :at', { at })
      .orderBy('price.item')
      .addOrderBy('price.valid_from', 'DESC')
      .getMany();
    const amounts = new Map(prices.map(({ item, amount }) => [item, amount]));
    const unpriced = PRICED_ITEMS.find((item) => !amounts.has(item));
    if (unpriced) throw new AppError('unexpected', { facts: { unpriced, at: at.toISOString() } });
    return Object.fromEntries(amounts) as Record<PricedItem, CentiCredits>;
  }
}
