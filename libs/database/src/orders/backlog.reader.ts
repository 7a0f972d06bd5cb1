import { Injectable } from '@nestjs/common';
import type { OrderState } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Database } from '../database';
import { SCHEMAS, type Schema } from '../schemas';

/** The open orders of one kind in one state. */
export interface OpenOrders {
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly count: number;
  /** Age of the oldest of them. */
  readonly oldestSeconds: number;
}

/** What else an app has to do before nothing is left for it. */
export interface OpenJobs {
  readonly schema: Schema;
  /** Long jobs that wait for a place, with photos that wait for their check. */
  readonly waiting: number;
  readonly active: number;
  /** Those that wait for another attempt. */
  readonly delayed: number;
  /** How long the first of those that wait has been due. */
  readonly oldestSeconds: number;
  /** Messages that it has written and no receiver has handled. */
  readonly messages: number;
}

/** Each table's part is read by its index of what is open. */
const ORDERS = ORDER_KINDS.map(
  (kind) => `
  SELECT '${kind}' AS kind, state, count(*)::int AS count, extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds"
  FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL GROUP BY state`,
).join(' UNION ALL ');

const jobsOf = (schema: Schema): string =>
  [`${schema}.long_job`, ...(schema === 'trainer' ? ['trainer.waiting_photo'] : [])]
    .map((table) => `SELECT not_before, lease_until >= now() AS "isActive" FROM ${table}`)
    .join(' UNION ALL ');

const JOBS = SCHEMAS.map(
  (schema) => `
  SELECT '${schema}' AS schema, count(*) FILTER (WHERE "isActive")::int AS active,
    count(*) FILTER (WHERE "isActive" IS NOT TRUE AND not_before <= now())::int AS waiting,
    count(*) FILTER (WHERE "isActive" IS NOT TRUE AND not_before > now())::int AS delayed,
    coalesce(extract(epoch FROM now() - min(not_before) FILTER (WHERE "isActive" IS NOT TRUE AND not_before <= now())), 0)::float8 AS "oldestSeconds",
    (SELECT count(*)::int FROM ${schema}.outbox WHERE abandoned_at IS NULL) AS messages
  FROM (${jobsOf(schema)}) AS jobs`,
).join(' UNION ALL ');

/** What waits for each app, whether a process of it runs or not: paid work waits in rows, and the queue has none of it. */
@Injectable()
export class BacklogReader {
  constructor(private readonly database: Database) {}

  /** A kind that has none in a state is left out. */
  orders(): Promise<OpenOrders[]> {
    return this.database.read.query(ORDERS);
  }

  /** Every app. */
  jobs(): Promise<OpenJobs[]> {
    return this.database.read.query(JOBS);
  }

  /** How many people took their consent back lately: every app has something of theirs to forget. */
  async withdrawals(minutes: number): Promise<number> {
    const [{ count }] = await this.database.read.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM bot.consent WHERE withdrawn_at > now() - make_interval(mins => $1)`,
      [minutes],
    );
    return count;
  }
}
