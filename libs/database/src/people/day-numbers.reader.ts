import type { ErrorCode } from '@aisha/domain';
import type { Database } from '../connection/database';
import { PAYMENT_TYPES } from '../entities/billing/transaction.entity';
import type { PeopleCounts } from '../bot/person.reader';
import { SCHEMAS } from '../connection/schemas';

/** What an operator looks at first: the last 24 hours in numbers, without anything about a single person. */
interface DayNumbers {
  /** The numbers of people as a replica counted them, some minutes ago at most; null before the first count. */
  readonly people: Pick<PeopleCounts, 'all' | 'come' | 'acted'> | null;
  readonly sold: { readonly paying: number; readonly payments: number; readonly stars: number };
  readonly orders: { readonly open: number; readonly delivered: number; readonly undelivered: number };
  /** The three most frequent reasons why all credits of an order went back. */
  readonly failures: readonly { readonly reason: ErrorCode | null; readonly count: number }[];
  readonly deadLetters: number;
  /** How long the oldest unhandled message of any app waits; 0 when none does. */
  readonly oldestMessageSeconds: number;
}

const FAILURES = 3;
const DAY = `now() - interval '1 day'`;
const OLDEST = SCHEMAS.map((schema) => `(SELECT id FROM ${schema}.outbox ORDER BY id LIMIT 1)`).join(' UNION ALL ');
const DEAD = SCHEMAS.map((schema) => `(SELECT count(*) FROM ${schema}.dead_letter WHERE resolved IS NULL)`).join(' + ');

/**
 * Reads the numbers of the last 24 hours, with the gateway's login. Sums select their rows by time, so that they do not read whole tables.
 */
export class DayNumbersReader {
  constructor(private readonly database: Database) {}

  async read(): Promise<DayNumbers> {
    const [row] = await this.database.read.query<[DayNumbers]>(
      `SELECT
         (SELECT figures FROM bot.measurement WHERE name = 'people') AS people,
         (SELECT json_build_object('paying', count(DISTINCT t.user_id), 'payments', count(*), 'stars', coalesce(sum(p.stars), 0))
            FROM billing.transaction t JOIN billing.purchase p
              ON p.telegram_payment_charge_id = substr(t.idempotency_key, length('purchase:') + 1)
           WHERE t.created_at > ${DAY} AND t.type IN ${PAYMENT_TYPES}) AS sold,
         (SELECT json_build_object('open', count(*) FILTER (WHERE status = 'open'),
             'delivered', count(*) FILTER (WHERE status <> 'open' AND delivered > 0),
             'undelivered', count(*) FILTER (WHERE status <> 'open' AND coalesce(delivered, 0) = 0))
            FROM billing.credit_hold WHERE created_at > ${DAY}) AS orders,
         (SELECT coalesce(json_agg(failure), '[]') FROM (
            SELECT reason, count(*) FROM billing.credit_hold WHERE created_at > ${DAY} AND status = 'released'
             GROUP BY reason ORDER BY count(*) DESC, reason LIMIT ${FAILURES}) failure) AS failures,
         (${DEAD})::int AS "deadLetters",
         -- An id of a message begins with its time, in milliseconds.
         coalesce((SELECT greatest(0, extract(epoch FROM now()) - ('x' || lpad(replace(left(min(id::text), 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000)
            FROM (${OLDEST}) oldest), 0)::int AS "oldestMessageSeconds"`,
    );
    return row;
  }
}
