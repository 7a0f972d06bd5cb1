import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { BacklogReader, Database, type OpenJobs, type OpenOrders } from '@aisha/database';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ConsoleConfig } from '../config';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import type { DayFigures } from '../daily-figures/days.reader';
import { DAYS_SHOWN, MeasureDays } from '../daily-figures/measure-days';
import { TroublesReader, type Troubles } from './troubles.reader';

class DaysQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: DAYS_SHOWN })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DAYS_SHOWN)
  days = 30;
}

/** The last measurement of billing; each value is null before the first one. */
interface Measured {
  readonly measuredAt: Date | null;
  /**
   * The credits that we owe people (`available` and `held`), and those that people owe us (`debt`), in whole credits; null before the first
   * count.
   */
  readonly outstanding: { readonly available: number; readonly held: number; readonly debt: number } | null;
  /** What a bought credit brings us, in US dollars; null while it is not known. */
  readonly dollarsOfCredit: number | null;
  readonly payingInMonth: number | null;
}

interface Today extends Measured, Troubles {
  readonly dollarsOfStar: number;
  readonly days: readonly ({ readonly day: string } & DayFigures)[];
  readonly openOrders: readonly OpenOrders[];
  readonly openJobs: readonly OpenJobs[];
}

/** The figures of the business today. */
@ApiTags('today')
@Controller('api/today')
export class TodayController {
  constructor(
    private readonly database: Database,
    private readonly days: MeasureDays,
    private readonly backlog: BacklogReader,
    private readonly troubles: TroublesReader,
    private readonly config: ConsoleConfig,
  ) {}

  @ApiOperation({
    summary:
      'People, orders, turnover, cost, what we owe, what waits, why orders failed and which models end; with the days before.',
  })
  @Access('read')
  @Get()
  async today(@Query(checked) { days }: DaysQuery): Promise<Today> {
    const [measured] = await this.database.read.query<[Measured | undefined]>(
      `SELECT begun_at AS "measuredAt", figures -> 'outstanding' AS outstanding, (figures ->> 'dollarsOfCredit')::float8 AS "dollarsOfCredit",
              (figures -> 'paying' ->> 'month')::int AS "payingInMonth"
       FROM billing.measurement WHERE figures ? 'dollarsOfCredit' ORDER BY begun_at DESC LIMIT 1`,
    );
    return {
      ...(measured ?? { measuredAt: null, outstanding: null, dollarsOfCredit: null, payingInMonth: null }),
      ...(await this.troubles.now()),
      dollarsOfStar: this.config.DOLLARS_A_STAR,
      days: await this.days.last(days),
      openOrders: await this.backlog.orders(),
      openJobs: await this.backlog.jobs(),
    };
  }
}
