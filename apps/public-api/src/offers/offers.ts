import { Injectable } from '@nestjs/common';
import { Database, ModelStateReader } from '@aisha/database';
import { PriceReader, quoteFrom } from '@aisha/database/billing';
import type { UserId } from '@aisha/domain';
import type { Quote } from '@aisha/kinds';
import { Clock } from '@aisha/platform';
import { Problem } from '../http/problem';
import type { Line } from './kind/offered-kind';
import { offerOf, type AnyOrderBody, type OfferedKind } from './offered-kinds';
import { OfferedFiles } from './kind/offered-files';

/** The price of an order, and the message that starts it. */
export interface Offer extends Pick<Line, 'start' | 'fileId'> {
  readonly kind: OfferedKind;
  readonly quote: Quote;
}

/**
 * Prices orders as the gateway’s offers do, from the same prices, and only for things of the person. It refuses an order before credits are
 * held; billing and the worker check everything again.
 */
@Injectable()
export class Offers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: OfferedFiles,
  ) {}

  async of(userId: UserId, body: AnyOrderBody): Promise<Offer> {
    const { database, files } = this;
    const offSale = await new ModelStateReader(database).offSale();
    const { start, fileId, ...line } = await offerOf(body.kind).line(body, { userId, database, files, offSale });
    if (offSale.has(line.item)) throw new Problem('off-sale');
    const now = this.clock.now();
    const quote = quoteFrom(await new PriceReader(database).list(now), line, now);
    return { kind: body.kind, quote, start, ...(fileId !== undefined && { fileId }) };
  }
}
