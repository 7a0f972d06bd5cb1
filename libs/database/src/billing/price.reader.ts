import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AppError, type CentiCredits } from '@aisha/domain';
import { costOf, type OrderLine, PRICED_ITEMS, type PricedItem, type Quote } from '@aisha/kinds';
import { Database, type Transaction } from '../database';
import { Price } from './price.entity';

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

/** All prices come from here: those that the gateway shows, and those by which billing reserves credits. */
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
    const price = await this.standing()
      .andWhere('price.item = :item AND price.valid_from <= :at', { item, at })
      .orderBy('price.valid_from', 'DESC')
      .limit(1)
      .getOne();
    if (!price) throw new AppError('unexpected', { facts: { unpriced: item, at: at.toISOString() } });
    return quoteOf({ item, units }, price.amount, at);
  }

  /** The prices that will be valid later, in the order of their dates. */
  after(at: Date): Promise<Price[]> {
    return this.standing().andWhere('price.valid_from > :at', { at }).orderBy('price.valid_from', 'ASC').getMany();
  }

  /** The prices that were not withdrawn before their date. */
  private standing(): SelectQueryBuilder<Price> {
    return this.database.read
      .createQueryBuilder(Price, 'price')
      .where(
        'NOT EXISTS (SELECT FROM billing.price_withdrawal w WHERE w.item = price.item AND w.valid_from = price.valid_from)',
      );
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
