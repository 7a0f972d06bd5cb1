import type { OrderKind } from '@aisha/kinds';
import { Database } from '../database';

/** The open holds of one kind of order. */
export interface OpenHolds {
  readonly kind: OrderKind;
  readonly count: number;
  readonly credits: number;
  /** Age of the oldest of them. */
  readonly oldestSeconds: number;
}

/** Credits that are reserved now. */
export class OpenHoldsReader {
  constructor(private readonly database: Pick<Database, 'read'>) {}

  /** Kinds without an open hold are left out. */
  byKind(): Promise<OpenHolds[]> {
    return this.database.read.query(
      `SELECT kind, count(*)::int AS count, (sum(amount) / 100)::float8 AS credits,
              extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds"
       FROM billing.credit_hold WHERE status = 'open' GROUP BY kind`,
    );
  }
}
