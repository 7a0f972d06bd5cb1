import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { AppError, centiCredits, type PricedItem, type Quote } from '@aisha/domain';
import { Database } from '../database';
import { Price } from './price.entity';

/** The only price function: the gateway shows these prices and billing holds them. */
@Injectable()
export class PriceReader {
  constructor(private readonly database: Database) {}

  /** The cost of some units at a time. Throws `unexpected` if billing.price has no row for the item then. */
  async quote(item: PricedItem, units: number, at: Date): Promise<Quote> {
    if (!Number.isInteger(units) || units < 1) throw new RangeError(`${units} units of ${item}`);
    const price = await this.database.read.findOne(Price, {
      where: { item, validFrom: LessThanOrEqual(at) },
      order: { validFrom: 'DESC' },
    });
    if (!price) throw new AppError('unexpected', { facts: { unpriced: item, at: at.toISOString() } });
    return { item, units, total: centiCredits(price.amount * BigInt(units)), quotedAt: at.toISOString() };
  }
}
