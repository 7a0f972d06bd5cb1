import { RETENTION_MS } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { Database } from '../connection/database';
import { PERSONS_CREDITS } from '../entities/billing/entry.entity';
import { type CreditTransaction, PAYMENT_TYPES } from '../entities/billing/transaction.entity';

/** What orders of a kind brought and cost within a month; the kind is null for work that no order paid for. */
interface MonthOfKind {
  readonly kind: OrderKind | null;
  /** How many orders were charged. */
  readonly orders: number;
  readonly credits: number;
  /**
   * The cost, by the provider's bill where one was read, and otherwise by list prices; null for a month some of whose requests are
   * forgotten already (decision 33).
   */
  readonly dollars: number | null;
}

/** Payments in Stars for packs or for subscriptions, or the refunds of such payments. */
interface MonthOfPayments {
  readonly payments: number;
  readonly stars: number;
  readonly credits: number;
}

/** Payments by card in one currency, or the refunds of such payments. */
interface MonthOfCards {
  readonly what: 'packs' | 'refunds';
  readonly currency: string;
  readonly payments: number;
  /** In the smallest units of the currency. */
  readonly amount: number;
  readonly credits: number;
}

/** What we owe people at a moment, and what they owe us, in credits. */
interface Liability {
  /** What people can spend, and what is reserved for their orders. */
  readonly credits: number;
  /** Gifts on their way, which nobody has opened. */
  readonly inTransit: number;
  /** What people owe us for refunded purchases. */
  readonly debt: number;
}

/** What the owner sees of a month, by UTC. No row names a person. */
export interface Month {
  readonly month: string;
  readonly opening: Liability;
  readonly closing: Liability;
  readonly packs: MonthOfPayments;
  readonly subscriptions: MonthOfPayments;
  readonly refunds: MonthOfPayments;
  readonly cards: readonly MonthOfCards[];
  /** The Stars that Telegram gave to affiliates in the month, minus those that came back with refunds. */
  readonly commission: number;
  readonly kinds: readonly MonthOfKind[];
  /** Credits by type of transaction, without the types that only set credits aside or free them again. */
  readonly moved: Readonly<Partial<Record<CreditTransaction['type'], number>>>;
  /** The US dollars that came in for each credit sold for Stars in this month, without affiliates' commission; null when none was sold. */
  readonly dollarsOfCredit: number | null;
}

/** Sums of a month over all people: what came in, what was charged, given and paid back, what it cost, and what we owe. */
export class MonthReader {
  constructor(
    private readonly database: Pick<Database, 'read'>,
    private readonly dollarsOfStar: number,
  ) {}

  /** Reads a month, such as «2026-11»; its costs from the views of `report`, which only the owner of the database may read. */
  async of(month: string, now: Date): Promise<Month> {
    const from = new Date(`${month}-01T00:00:00Z`);
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
    const [opening, closing] = [await this.liability(from), await this.liability(to)];
    const { packs, subscriptions, refunds } = await this.payments(from, to);
    const commission = await this.commission(from, to);
    const kinds = await this.kinds(from, to);
    const isCostKept = from.getTime() >= now.getTime() - RETENTION_MS.cost;
    const [stars, credits] = [packs.stars + subscriptions.stars, packs.credits + subscriptions.credits];
    return {
      month,
      opening,
      closing,
      packs,
      subscriptions,
      refunds,
      cards: await this.cards(from, to),
      commission,
      kinds: isCostKept ? kinds : kinds.map((kind) => ({ ...kind, dollars: null })),
      moved: await this.moved(from, to),
      dollarsOfCredit: credits === 0 ? null : ((stars - commission) * this.dollarsOfStar) / credits,
    };
  }

  private async liability(at: Date): Promise<Liability> {
    const [sums] = await this.database.read.query<[Liability]>(
      `SELECT coalesce(sum(entry.amount) FILTER (WHERE account IN ${PERSONS_CREDITS}) / 100, 0)::float8 AS credits,
              coalesce(sum(entry.amount) FILTER (WHERE account = 'platform-transit') / 100, 0)::float8 AS "inTransit",
              -coalesce(sum(entry.amount) FILTER (WHERE account = 'user-debt') / 100, 0)::float8 AS debt
       FROM billing.entry JOIN billing.transaction ON transaction.id = entry.transaction_id WHERE created_at < $1`,
      [at],
    );
    return sums;
  }

  private async payments(from: Date, to: Date): Promise<Pick<Month, 'packs' | 'subscriptions' | 'refunds'>> {
    const rows = await this.database.read.query<(MonthOfPayments & { readonly what: keyof Month })[]>(
      `SELECT CASE type WHEN 'purchase' THEN 'packs' ELSE 'subscriptions' END AS what, count(*)::int AS payments,
              sum(stars)::float8 AS stars, (sum(credited) / 100)::float8 AS credits
       FROM billing.transaction
       JOIN billing.purchase ON telegram_payment_charge_id = substr(idempotency_key, strpos(idempotency_key, ':') + 1)
       WHERE type IN ${PAYMENT_TYPES} AND transaction.created_at >= $1 AND transaction.created_at < $2 AND currency = 'XTR' GROUP BY type
       UNION ALL
       SELECT 'refunds', count(*)::int, sum(stars)::float8, (sum(taken) / 100)::float8
       FROM billing.refund JOIN billing.purchase USING (telegram_payment_charge_id)
       WHERE refund.created_at >= $1 AND refund.created_at < $2 AND currency = 'XTR'`,
      [from, to],
    );
    const of = (what: keyof Month): MonthOfPayments => {
      const { payments = 0, stars, credits } = rows.find((row) => row.what === what) ?? {};
      return { payments, stars: stars ?? 0, credits: credits ?? 0 };
    };
    return { packs: of('packs'), subscriptions: of('subscriptions'), refunds: of('refunds') };
  }

  private cards(from: Date, to: Date): Promise<MonthOfCards[]> {
    return this.database.read.query(
      `SELECT 'packs' AS what, currency, count(*)::int AS payments, sum(card_amount)::float8 AS amount, (sum(credited) / 100)::float8 AS credits
       FROM billing.purchase WHERE card_amount IS NOT NULL AND created_at >= $1 AND created_at < $2 GROUP BY currency
       UNION ALL
       SELECT 'refunds', currency, count(*)::int, sum(card_amount)::float8, (sum(taken) / 100)::float8
       FROM billing.refund JOIN billing.purchase USING (telegram_payment_charge_id)
       WHERE card_amount IS NOT NULL AND refund.created_at >= $1 AND refund.created_at < $2 GROUP BY currency
       ORDER BY what, currency`,
      [from, to],
    );
  }

  private async commission(from: Date, to: Date): Promise<number> {
    const [sum] = await this.database.read.query<[{ stars: number }]>(
      `SELECT coalesce(sum(CASE kind WHEN 'payment' THEN commission ELSE -commission END), 0)::float8 AS stars
       FROM bot.star_transaction WHERE commission > 0 AND created_at >= $1 AND created_at < $2`,
      [from, to],
    );
    return sum.stars;
  }

  private kinds(from: Date, to: Date): Promise<MonthOfKind[]> {
    return this.database.read.query(
      `WITH charged AS (
         SELECT hold.kind, count(*)::int AS orders, (sum(transaction.amount) / 100)::float8 AS credits
         FROM billing.transaction JOIN billing.credit_hold AS hold USING (order_id)
         WHERE transaction.type = 'capture' AND transaction.created_at >= $1 AND transaction.created_at < $2 GROUP BY hold.kind),
       cost AS (
         SELECT kind, (sum(cents) / 100)::float8 AS dollars FROM report.cost_by_day
         WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND day < ($2::timestamptz AT TIME ZONE 'UTC')::date GROUP BY kind)
       SELECT kind, coalesce(orders, 0) AS orders, coalesce(credits, 0) AS credits, coalesce(dollars, 0) AS dollars
       FROM charged FULL JOIN cost USING (kind) ORDER BY kind NULLS LAST`,
      [from.toISOString(), to.toISOString()],
    );
  }

  private async moved(from: Date, to: Date): Promise<Month['moved']> {
    const rows = await this.database.read.query<{ type: CreditTransaction['type']; credits: number }[]>(
      `SELECT type, (sum(amount) / 100)::float8 AS credits FROM billing.transaction
       WHERE created_at >= $1 AND created_at < $2 AND type NOT IN ('hold', 'release', 'set-aside', 'set-back') GROUP BY type ORDER BY type`,
      [from, to],
    );
    return Object.fromEntries(rows.map(({ type, credits }) => [type, credits]));
  }
}
