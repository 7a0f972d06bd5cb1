import { DOLLARS_A_STAR, LEAST_STARS_A_CREDIT } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { Database } from '../connection/database';
import { WORKERS } from '../connection/schemas';

/** The credits of all people together. */
export interface CreditsOutstanding {
  readonly available: number;
  readonly held: number;
  /** Spent credits whose Stars went back, which people owe. */
  readonly debt: number;
}

/** What requests to providers cost by list prices. */
export interface ProviderCost {
  /** The kind of the order; null for requests without an order. */
  readonly kind: OrderKind | null;
  readonly provider: string;
  readonly reason: string;
  readonly dollars: number;
}

/** What a model cost within a day for a kind of order, and its share of what these orders were charged. */
export interface ModelTurnover {
  /** Null for requests without an order. */
  readonly kind: OrderKind | null;
  readonly model: string;
  readonly dollars: number;
  readonly credits: number;
}

/** People who paid for a pack or a subscription, each counted once in each span. */
export interface PayingPeople {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

/** The turnover of a model on one day, by UTC. */
export interface DayTurnover extends ModelTurnover {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly calls: number;
}

/** SQL: the moment a day before $1. */
const DAY_BEFORE = `$1::timestamptz - interval '1 day'`;
/** SQL: the beginning, by UTC, of the first of the $2 days that end with the day of $1. */
const FIRST_MIDNIGHT = `(($1::timestamptz AT TIME ZONE 'UTC')::date - $2::int + 1)::timestamp AT TIME ZONE 'UTC'`;

/** Every paid request since a moment, which is an SQL expression. */
const callsSince = (moment: string): string =>
  WORKERS.map(
    (schema) =>
      `SELECT order_id, kind, provider, reason, model, micro_dollars, called_at FROM ${schema}.provider_call
       WHERE called_at >= ${moment}`,
  ).join(' UNION ALL ');
const CALLS = callsSince(DAY_BEFORE);

/**
 * Each paid request since a moment with its day and its part of what the order was charged: the charge is divided, by cost, among the
 * order's requests since then.
 */
const partsSince = (moment: string): string => `
  call AS MATERIALIZED (${callsSince(moment)}),
  -- The hold of each order is looked up by its key: a join would read the holds of all time.
  whole AS (
    SELECT order_id, sum(micro_dollars) AS cost,
           (SELECT captured FROM billing.credit_hold AS hold WHERE hold.order_id = call.order_id) AS captured
    FROM call WHERE order_id IS NOT NULL GROUP BY order_id),
  part AS (
    SELECT call.kind, call.provider, call.model, (call.called_at AT TIME ZONE 'UTC')::date AS day, call.micro_dollars,
           coalesce(whole.captured * call.micro_dollars / nullif(whole.cost, 0), 0) AS captured
    FROM call LEFT JOIN whole USING (order_id))`;

const BY_MODEL = `
  WITH ${partsSince(DAY_BEFORE)}
  SELECT kind, model, (sum(micro_dollars) / 1000000)::float8 AS dollars, (sum(captured) / 100)::float8 AS credits
  FROM part GROUP BY kind, model`;

/**
 * SQL: what models cost and brought by day. Costs are taken from the provider's bill where one was read, as `report.cost_by_day` does.
 * Billed work that none of our requests asked for has no kind.
 */
const BY_DAY = `
  WITH ${partsSince(FIRST_MIDNIGHT)},
       listed AS (
         SELECT day, kind, provider, model, count(*) AS calls, sum(micro_dollars) AS listed, sum(captured) AS captured
         FROM part GROUP BY day, kind, provider, model),
       line AS (
         SELECT listed.day, listed.kind, listed.model, listed.calls, listed.captured,
                listed.listed * coalesce(bill.billed / nullif(bill.listed, 0)::numeric, 1) AS cost
         FROM listed LEFT JOIN billing.provider_bill_line AS bill USING (provider, day, model)
         UNION ALL
         SELECT day, NULL, model, 0, 0, billed FROM billing.provider_bill_line
         WHERE listed = 0 AND billed > 0 AND day > ($1::timestamptz AT TIME ZONE 'UTC')::date - $2::int)
  SELECT day::text, kind, model, sum(calls)::int AS calls, (sum(cost) / 1000000)::float8 AS dollars, (sum(captured) / 100)::float8 AS credits
  FROM line GROUP BY day, kind, model ORDER BY day, kind, model`;

/** Sums over all people: what we owe them, what they paid, what their orders cost. No row names a person. */
export class TurnoverReader {
  constructor(
    private readonly database: Pick<Database, 'read'>,
    private readonly dollarsOfStar = DOLLARS_A_STAR,
  ) {}

  async outstanding(): Promise<CreditsOutstanding> {
    const [sums] = await this.database.read.query<[CreditsOutstanding]>(
      `SELECT coalesce(sum(available) / 100, 0)::float8 AS available, coalesce(sum(held) / 100, 0)::float8 AS held,
              coalesce(sum(debt) / 100, 0)::float8 AS debt FROM billing.account`,
    );
    return sums;
  }

  /** Credits that were charged within the day before `now`; kinds without a settled order are left out. */
  charged(now: Date): Promise<{ readonly kind: OrderKind; readonly credits: number }[]> {
    return this.database.read.query(
      `SELECT kind, (sum(captured) / 100)::float8 AS credits FROM billing.credit_hold
       WHERE settled_at > $1::timestamptz - interval '1 day' GROUP BY kind`,
      [now],
    );
  }

  /** What requests to providers cost within the day before `now`. */
  cost(now: Date): Promise<ProviderCost[]> {
    return this.database.read.query(
      `SELECT kind, provider, reason, (sum(micro_dollars) / 1000000)::float8 AS dollars
       FROM (${CALLS}) AS call GROUP BY kind, provider, reason`,
      [now],
    );
  }

  /**
   * What requests to providers cost within the day before `now`, by model. What an order with several models was charged is divided among
   * them by their shares of its cost.
   */
  byModel(now: Date): Promise<ModelTurnover[]> {
    return this.database.read.query(BY_MODEL, [now]);
  }

  /**
   * What each model cost and brought on each of the last whole days by UTC, and today, by kind of order. The cost is what the provider billed
   * where a bill was read, otherwise the cost by list prices.
   */
  byDay(now: Date, days: number): Promise<DayTurnover[]> {
    return this.database.read.query(BY_DAY, [now, days]);
  }

  /**
   * How many US dollars came in for each credit that was sold for Stars within the last 30 days, without refunded purchases. When none was
   * sold, it is the price of a credit in the cheapest of the first packs.
   */
  async dollarsOfCredit(now: Date): Promise<number> {
    const [bought] = await this.database.read.query<[{ stars: number | null; credits: number }]>(
      `SELECT sum(stars)::float8 AS stars, (sum(credited) / 100)::float8 AS credits FROM billing.purchase
       WHERE created_at > $1::timestamptz - interval '30 days' AND currency = 'XTR'
         AND NOT EXISTS (SELECT FROM billing.refund WHERE telegram_payment_charge_id = purchase.telegram_payment_charge_id)`,
      [now],
    );
    return (bought.stars === null ? LEAST_STARS_A_CREDIT : bought.stars / bought.credits) * this.dollarsOfStar;
  }

  /** The Stars of the last days that Telegram gave to affiliates, minus those that came back with refunds. */
  async commission(now: Date, days: number): Promise<number> {
    const [sum] = await this.database.read.query<[{ stars: number }]>(
      `SELECT coalesce(sum(CASE kind WHEN 'payment' THEN commission ELSE -commission END), 0)::float8 AS stars
       FROM bot.star_transaction WHERE commission > 0 AND created_at > $1::timestamptz - interval '1 day' * $2`,
      [now, days],
    );
    return sum.stars;
  }

  async paying(now: Date): Promise<PayingPeople> {
    const since = (span: string) => `created_at > $1::timestamptz - interval '${span}'`;
    const [people] = await this.database.read.query<[PayingPeople]>(
      `SELECT count(DISTINCT user_id) FILTER (WHERE ${since('1 day')})::int AS day,
              count(DISTINCT user_id) FILTER (WHERE ${since('7 days')})::int AS week,
              count(DISTINCT user_id)::int AS month
       FROM billing.purchase WHERE ${since('30 days')}`,
      [now],
    );
    return people;
  }
}
