import { Injectable } from '@nestjs/common';
import { ORDER_KIND, ORDER_KINDS, type UserId } from '@aisha/domain';
import { Database, type Transaction } from '../database';

/** How far back late cancels count: 30 days. */
const COUNTED_MS = 30 * 24 * 60 * 60_000;

const LATE_CANCELS = ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots !== null)
  .map(
    (kind) =>
      `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
        WHERE user_id = $1 AND state = 'cancelled' AND submit_started_at IS NOT NULL AND finished_at > $2`,
  )
  .join(' UNION ALL ');

const UNDER_WAY = ORDER_KINDS.filter((kind) => ORDER_KIND[kind].slots !== null)
  .map(
    (kind) =>
      `SELECT count(*)::int AS n FROM ${ORDER_KIND[kind].table}
        WHERE user_id = $1 AND finished_at IS NULL AND cancel_requested_at IS NOT NULL AND submit_started_at IS NOT NULL`,
  )
  .join(' UNION ALL ');

/** Orders a person stopped after a provider had been paid for them: each is our loss. */
@Injectable()
export class LateCancelsReader {
  constructor(private readonly database: Database) {}

  /** The same for who holds a transaction: no second connection is taken beside it. */
  within(tx: Transaction): LateCancelsReader {
    return new LateCancelsReader(Database.within(tx));
  }

  /** Of the last 30 days, over all kinds. */
  async count(userId: UserId, now: Date): Promise<number> {
    const [found] = await this.database.read.query<[{ total: number }]>(
      `SELECT sum(n)::int AS total FROM (${LATE_CANCELS}) AS per_kind`,
      [userId, new Date(now.getTime() - COUNTED_MS)],
    );
    return found.total;
  }

  /** Those that were granted and have not ended yet: the provider is being told. */
  async underWay(userId: UserId): Promise<number> {
    const [found] = await this.database.read.query<[{ total: number }]>(
      `SELECT sum(n)::int AS total FROM (${UNDER_WAY}) AS per_kind`,
      [userId],
    );
    return found.total;
  }
}
