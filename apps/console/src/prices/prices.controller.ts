import { Clock } from '@aisha/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@aisha/database';
import { PackReader } from '@aisha/database/billing';
import { Access } from '../door/access';

/** A price with its floor, in credits a unit. */
export interface PriceLine {
  readonly item: string;
  readonly price: number;
  readonly validFrom: Date;
  /** What a unit may not cost less than, as billing has measured it; null before. */
  readonly floor: number | null;
  /** The next price, and when it begins; null when none is scheduled. */
  readonly next: number | null;
  readonly nextFrom: Date | null;
}

/** A pack of credits that is on sale. */
interface PackLine {
  readonly id: string;
  /** What it costs now, and without the discount. */
  readonly stars: number;
  readonly usualStars: number;
  readonly discountUntil: Date | null;
  readonly credits: number;
}

/** What is sold, and for how much. */
@ApiTags('prices')
@Controller('api/prices')
export class PricesController {
  constructor(
    private readonly database: Database,
    private readonly packs: PackReader,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({ summary: 'The price of each item with its floor, and the packs of credits.' })
  @Access('read')
  @Get()
  async prices(): Promise<{ readonly prices: readonly PriceLine[]; readonly packs: readonly PackLine[] }> {
    const prices = await this.database.read.query<PriceLine[]>(
      `WITH floors AS (SELECT figures FROM billing.measurement WHERE name = 'prices')
       SELECT DISTINCT ON (price.item) price.item, (price.amount / 100.0)::float8 AS price, price.valid_from AS "validFrom",
              (SELECT (figures -> price.item ->> 'floor')::float8 FROM floors) AS floor,
              (soon.amount / 100.0)::float8 AS next, soon.valid_from AS "nextFrom"
       FROM billing.price LEFT JOIN LATERAL (
         SELECT amount, valid_from FROM billing.price AS later WHERE later.item = price.item AND later.valid_from > now()
         ORDER BY valid_from LIMIT 1) AS soon ON true
       WHERE price.valid_from <= now() ORDER BY price.item, price.valid_from DESC`,
    );
    const packs = (await this.packs.onSale(this.clock.now())).map(({ id, price, stars, credits, discount }) => ({
      id,
      stars: price,
      usualStars: stars,
      discountUntil: discount?.until ?? null,
      credits: Number(credits) / 100,
    }));
    return { prices, packs };
  }
}
