import type { OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';

/** The open holds of one kind of order. */
export interface OpenHolds {
  readonly kind: OrderKind;
  readonly count: number;
  readonly credits: number;
  /** The age of the oldest hold, in seconds. */
  readonly oldestSeconds: number;
  /** How many holds are older than each of `OPEN_AGES`, by its name. */
  readonly olderThan: Readonly<Record<OpenAge, number>>;
}

/** Ages in seconds that show where orders hang: a picture takes seconds, a training up to an hour. */
export const OPEN_AGES = { '1m': 60, '5m': 300, '30m': 1_800, '2h': 7_200 } as const;
export type OpenAge = keyof typeof OPEN_AGES;

const COUNTS = Object.entries(OPEN_AGES)
  .map(([age, seconds]) => `'${age}', count(*) FILTER (WHERE created_at < now() - interval '${seconds} s')`)
  .join(', ');

/** Reads the credits that are reserved now. */
export class OpenHoldsReader {
  constructor(private readonly database: Pick<Database, 'read'>) {}

  /** The open holds by kind; kinds without one are left out. */
  byKind(): Promise<OpenHolds[]> {
    return this.database.read.query(
      `SELECT kind, count(*)::int AS count, (sum(amount) / 100)::float8 AS credits,
              extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds",
              jsonb_build_object(${COUNTS}) AS "olderThan"
       FROM billing.credit_hold WHERE status = 'open' GROUP BY kind`,
    );
  }
}
