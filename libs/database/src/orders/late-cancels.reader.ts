import { Injectable } from '@nestjs/common';
import { ORDER_KIND, ORDER_KINDS, type UserId } from '@aisha/domain';
import { Database, type Transaction } from '../database';

/** How far back late cancels count: 30 days. */
const COUNTED_MS = 30 * 24 * 60 * 60_000;

const KINDS = ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots !== null);

/** Ended orders, by their own index. */
const LATE_CANCELS = KINDS.map(
  (kind) =>
    `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
      WHERE user_id = $1 AND state = 'cancelled' AND submit_started_at IS NOT NULL AND finished_at > $2`,
);

/** Granted cancels that have not ended: we are asking the provider. */
const UNDER_WAY = KINDS.map(
  (kind) =>
    `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
      WHERE user_id = $1 AND finished_at IS NULL AND cancel_requested_at IS NOT NULL AND submit_started_at IS NOT NULL`,
);

const sumOf = (counts: readonly string[]): string =>
  `SELECT sum(n)::int AS total FROM (${counts.join(' UNION ALL ')}) AS per_kind`;

/** Orders that a person cancelled after a provider was paid: each is our loss. */
@Injectable()
export class LateCancelsReader {
  constructor(private readonly database: Database) {}

  /** The same inside a transaction, without a second connection. */
  within(tx: Transaction): LateCancelsReader {
    return new LateCancelsReader(Database.within(tx));
  }

  /** Of the last 30 days, over all kinds. */
  count(userId: UserId, now: Date): Promise<number> {
    return this.total(LATE_CANCELS, userId, now);
  }

  /** Includes cancels under way. One statement, so that no order ends between two queries. */
  countGranted(userId: UserId, now: Date): Promise<number> {
    return this.total([...LATE_CANCELS, ...UNDER_WAY], userId, now);
  }

  private async total(counts: readonly string[], userId: UserId, now: Date): Promise<number> {
    const since = new Date(now.getTime() - COUNTED_MS);
    const [found] = await this.database.read.query<[{ total: number }]>(sumOf(counts), [userId, since]);
    return found.total;
  }
}
