import { Database, lowestIdAt, WORKERS } from '@aisha/database';
import { DAY_MS } from '@aisha/domain';
import { Injectable } from '@nestjs/common';

/** The figures of one day by UTC, counted and added up over all people. */
export interface DayFigures {
  readonly newPeople: number;
  /** How many people ordered something. */
  readonly active: number;
  /** How many people bought something. */
  readonly paying: number;
  readonly purchases: number;
  readonly stars: number;
  readonly starsBack: number;
  /** How many orders ended that day, with a result and without one. */
  readonly delivered: number;
  readonly undelivered: number;
  /** How many credits were charged. */
  readonly credits: number;
  /** What calls to providers cost by the providers’ prices, in US dollars. */
  readonly dollars: number;
}

const COST = WORKERS.map(
  (schema) => `SELECT micro_dollars FROM ${schema}.provider_call WHERE called_at >= $1 AND called_at < $2`,
).join(' UNION ALL ');

/** Reads the figures of one day; every statement reads only the rows of that day. */
@Injectable()
export class DaysReader {
  constructor(private readonly database: Database) {}

  async of(day: string): Promise<DayFigures> {
    const from = Date.parse(`${day}T00:00:00Z`);
    const span = [new Date(from), new Date(from + DAY_MS)];
    const ask = async <Row>(sql: string, values: unknown[] = span): Promise<Row> => {
      const [row] = await this.database.read.query<[Row]>(sql, values);
      return row;
    };
    const people = await ask<Pick<DayFigures, 'newPeople'>>(
      `SELECT count(*)::int AS "newPeople" FROM bot.person WHERE user_id >= $1 AND user_id < $2`,
      [lowestIdAt(from), lowestIdAt(from + DAY_MS)],
    );
    const ordering = await ask<Pick<DayFigures, 'active'>>(
      `SELECT count(DISTINCT user_id)::int AS active FROM billing.credit_hold WHERE created_at >= $1 AND created_at < $2`,
    );
    const bought = await ask<Pick<DayFigures, 'paying' | 'purchases' | 'stars'>>(
      `SELECT count(DISTINCT user_id)::int AS paying, count(*)::int AS purchases, coalesce(sum(stars), 0)::int AS stars
       FROM billing.purchase WHERE created_at >= $1 AND created_at < $2`,
    );
    const back = await ask<Pick<DayFigures, 'starsBack'>>(
      `SELECT coalesce(sum(stars), 0)::int AS "starsBack" FROM billing.refund JOIN billing.purchase USING (telegram_payment_charge_id)
       WHERE refund.created_at >= $1 AND refund.created_at < $2`,
    );
    const ended = await ask<Pick<DayFigures, 'delivered' | 'undelivered' | 'credits'>>(
      `SELECT count(*) FILTER (WHERE coalesce(delivered, 0) > 0)::int AS delivered,
              count(*) FILTER (WHERE coalesce(delivered, 0) = 0)::int AS undelivered,
              coalesce(sum(captured) / 100, 0)::float8 AS credits
       FROM billing.credit_hold WHERE settled_at >= $1 AND settled_at < $2`,
    );
    const cost = await ask<Pick<DayFigures, 'dollars'>>(
      `SELECT coalesce(sum(micro_dollars) / 1000000.0, 0)::float8 AS dollars FROM (${COST}) AS call`,
    );
    return { ...people, ...ordering, ...bought, ...back, ...ended, ...cost };
  }
}
