import { Injectable } from '@nestjs/common';
import { DAY_MS, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import type { Transaction } from '../connection/transaction';
import { HAS_BEGUN_ANEW } from '../billing/hold.reader';
import { WORKERS } from '../connection/schemas';

const MONTH_MS = 30 * DAY_MS;

/** The most work of providers that may be free, in millionths of a US dollar. */
export interface FreeWorkLimits {
  /** The bound for one person within 24 hours. */
  readonly perDay: number;
  /** The bound for one person within 30 days. */
  readonly perMonth: number;
  /** The bound for all people together within 24 hours. */
  readonly ofAllPerDay: number;
}

/**
 * SQL: the free work that counts against limits. Each table is read by an index of its own: one person's last 30 days, or all people's last
 * 24 hours.
 */
const OF_PERSON = WORKERS.map(
  (schema) =>
    `SELECT micro_dollars, begun_at FROM ${schema}.free_work WHERE borne_by = 'balance' AND user_id = $1 AND begun_at > $3`,
).join(' UNION ALL ');
const OF_ALL = WORKERS.map(
  (schema) => `SELECT micro_dollars FROM ${schema}.free_work WHERE borne_by = 'balance' AND begun_at > $2`,
).join(' UNION ALL ');

const GIVEN = `
  SELECT coalesce(sum(micro_dollars) FILTER (WHERE begun_at > $2), 0) AS "ofDay",
         coalesce(sum(micro_dollars), 0) AS "ofMonth",
         (SELECT coalesce(sum(micro_dollars), 0) FROM (${OF_ALL}) AS everybody) AS "ofAll",
         ${HAS_BEGUN_ANEW} AS "hasBegunAnew"
  FROM (${OF_PERSON}) AS own`;

/**
 * Reads how much free work is left for a person. Free work pays for a cancel, a refused result, or a question whose answer was not found.
 */
@Injectable()
export class FreeWorkReader {
  constructor(private readonly database: Database) {}

  /** Reads inside a transaction, without a second connection. */
  within(tx: Transaction): FreeWorkReader {
    return new FreeWorkReader(Database.within(tx));
  }

  /** The free work of all people together that counts against the limit of 24 hours, in millionths of a US dollar. */
  async givenToAll(now: Date): Promise<number> {
    const [given] = await this.database.read.query<[{ given: string }]>(
      `SELECT coalesce(sum(micro_dollars), 0) AS given FROM (${OF_ALL.replaceAll('$2', '$1')}) AS everybody`,
      [new Date(now.getTime() - DAY_MS)],
    );
    return Number(given.given);
  }

  /**
   * The free work that is left over all apps, in millionths of a US dollar. Below 0 when a limit was lowered, or more work was booked than
   * the limit allows. 0 at most for a person who has begun anew within 24 hours, whose earlier work nobody knows. `userId` null: what is left
   * for work that serves everybody.
   */
  async left(userId: UserId | null, now: Date, { perDay, perMonth, ofAllPerDay }: FreeWorkLimits): Promise<number> {
    if (userId === null) return ofAllPerDay - (await this.givenToAll(now));
    const [given] = await this.database.read.query<
      [Record<'ofDay' | 'ofMonth' | 'ofAll', string> & { readonly hasBegunAnew: boolean }]
    >(GIVEN, [userId, new Date(now.getTime() - DAY_MS), new Date(now.getTime() - MONTH_MS)]);
    return Math.min(
      (given.hasBegunAnew ? 0 : perDay) - Number(given.ofDay),
      perMonth - Number(given.ofMonth),
      ofAllPerDay - Number(given.ofAll),
    );
  }
}
