import { DOLLARS_A_STAR, PACKS } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { Database } from '../database';
import { WORKERS } from '../schemas';

/** The sum of all accounts, in credits. */
export interface CreditsOutstanding {
  readonly available: number;
  readonly held: number;
  /** Spent credits whose Stars went back, which people owe. */
  readonly debt: number;
}

/** What requests to providers cost by their lists. */
export interface ProviderCost {
  /** The kind of the order; null for requests without an order. */
  readonly kind: OrderKind | null;
  readonly provider: string;
  readonly reason: string;
  readonly dollars: number;
}

/** People who bought a pack, each counted once in each span. */
export interface PayingPeople {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

const CALLS = WORKERS.map(
  (schema) =>
    `SELECT kind, provider, reason, micro_dollars FROM ${schema}.provider_call WHERE called_at > $1::timestamptz - interval '1 day'`,
).join(' UNION ALL ');

/** The value of a credit when nobody has bought one lately: the price of the cheapest pack. */
const CHEAPEST = Math.min(...PACKS.map(({ stars, credits }) => (stars * 100) / Number(credits))) * DOLLARS_A_STAR;

/** Sums over all people: what we owe them, what they paid, what their orders cost. No row names a person. */
export class TurnoverReader {
  constructor(private readonly database: Pick<Database, 'read'>) {}

  async outstanding(): Promise<CreditsOutstanding> {
    const [sums] = await this.database.read.query<[CreditsOutstanding]>(
      `SELECT coalesce(sum(available) / 100, 0)::float8 AS available, coalesce(sum(held) / 100, 0)::float8 AS held,
              coalesce(sum(debt) / 100, 0)::float8 AS debt FROM billing.account`,
    );
    return sums;
  }

  /** Credits that were charged within the day before `now`; kinds without any are left out. */
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

  /** How many US dollars a bought credit has brought within the last 30 days, without refunded purchases. */
  async dollarsOfCredit(now: Date): Promise<number> {
    const [bought] = await this.database.read.query<[{ stars: number | null; credits: number }]>(
      `SELECT sum(stars)::float8 AS stars, (sum(credited) / 100)::float8 AS credits FROM billing.purchase
       WHERE created_at > $1::timestamptz - interval '30 days'
         AND NOT EXISTS (SELECT FROM billing.refund WHERE telegram_payment_charge_id = purchase.telegram_payment_charge_id)`,
      [now],
    );
    return bought.stars === null ? CHEAPEST : (bought.stars * DOLLARS_A_STAR) / bought.credits;
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
