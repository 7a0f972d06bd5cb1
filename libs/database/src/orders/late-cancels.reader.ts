import { Injectable } from '@nestjs/common';
import { ORDER_KIND, ORDER_KINDS, type UserId } from '@aisha/domain';
import { Database, type Transaction } from '../database';

/** How far back late cancels count: 30 days. */
const COUNTED_MS = 30 * 24 * 60 * 60_000;

const KINDS = ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots !== null);

/** Ended ones, by an index of their own. */
const LATE_CANCELS = KINDS.map(
  (kind) =>
    `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
      WHERE user_id = $1 AND state = 'cancelled' AND submit_started_at IS NOT NULL AND finished_at > $2`,
);

/** Granted ones that have not ended yet: the provider is being told. */
const UNDER_WAY = KINDS.map(
  (kind) =>
    `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
      WHERE user_id = $1 AND finished_at IS NULL AND cancel_requested_at IS NOT NULL AND submit_started_at IS NOT NULL`,
);

const sumOf = (counts: readonly string[]): string =>
  `SELECT sum(n)::int AS total FROM (${counts.join(' UNION ALL ')}) AS per_kind`;

/** Orders a person stopped after a provider had been paid for them: each is our loss. */
@Injectable()
export class LateCancelsReader {
  constructor(private readonly database: Database) {}

  /** The same for who holds a transaction: no second connection is taken beside it. */
  within(tx: Transaction): LateCancelsReader {
    return new LateCancelsReader(Database.within(tx));
  }

  /** Of the last 30 days, over all kinds. */
  count(userId: UserId, now: Date): Promise<number> {
    return this.total(LATE_CANCELS, userId, now);
  }

  /** With those that are being stopped at this moment; in one statement, so that none ends between two looks. */
  countGranted(userId: UserId, now: Date): Promise<number> {
    return this.total([...LATE_CANCELS, ...UNDER_WAY], userId, now);
  }

  private async total(counts: readonly string[], userId: UserId, now: Date): Promise<number> {
    const since = new Date(now.getTime() - COUNTED_MS);
    const [found] = await this.database.read.query<[{ total: number }]>(sumOf(counts), [userId, since]);
    return found.total;
  }
}
