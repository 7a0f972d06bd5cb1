import { Injectable } from '@nestjs/common';
import { OPEN_ORDER_STATES, type OrderState } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { SCHEMAS, type Schema } from '../connection/schemas';

/** The open orders of one kind in one state. */
export interface OpenOrders {
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly count: number;
  /** The age of the oldest order, in seconds. */
  readonly oldestSeconds: number;
}

/** The other open work of an app. */
export interface OpenJobs {
  readonly schema: Schema;
  /** Long jobs that wait for a place, and photos that wait for their check. */
  readonly waiting: number;
  readonly active: number;
  /** Jobs and photos that wait for another attempt. */
  readonly delayed: number;
  /** How many seconds the job or photo that has waited longest has been due. */
  readonly oldestSeconds: number;
  /** Messages that the app has written and no receiver has handled, without those that the sweep has abandoned. */
  readonly messages: number;
}

/**
 * How many rows of each sort are counted at most; of orders and long jobs these are the oldest. A scaler or an alert needs no larger
 * number, and the query that runs every 15 seconds stays cheap on a day when everything waits.
 */
export const COUNTED_AT_MOST = 10_000;

const OPEN_STATES = OPEN_ORDER_STATES.map((state) => `'${state}'`).join(', ');

/** Each table's open orders are read by its index of open rows. */
const ORDERS = ORDER_KINDS.map(
  (kind) => `
  SELECT '${kind}' AS kind, state, count(*)::int AS count, extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds"
  FROM unnest(ARRAY[${OPEN_STATES}]) AS open (state) CROSS JOIN LATERAL (
    SELECT created_at FROM ${ORDER_KIND[kind].table} AS paid WHERE finished_at IS NULL AND paid.state = open.state
    ORDER BY created_at LIMIT ${COUNTED_AT_MOST}
  ) AS counted GROUP BY state`,
).join(' UNION ALL ');

const JOB = 'not_before, lease_until >= now() AS "isActive"';
const jobsOf = (schema: Schema): string =>
  [
    // Oldest first: the id of a message begins with its time.
    `(SELECT ${JOB} FROM ${schema}.long_job ORDER BY message_id LIMIT ${COUNTED_AT_MOST})`,
    ...(schema === 'trainer' ? [`(SELECT ${JOB} FROM trainer.waiting_photo LIMIT ${COUNTED_AT_MOST})`] : []),
  ].join(' UNION ALL ');

const messagesOf = (schema: Schema): string =>
  `SELECT count(*)::int FROM (SELECT FROM ${schema}.outbox WHERE abandoned_at IS NULL LIMIT ${COUNTED_AT_MOST}) AS counted`;

const JOBS = SCHEMAS.map(
  (schema) => `
  SELECT '${schema}' AS schema, count(*) FILTER (WHERE "isActive")::int AS active,
    count(*) FILTER (WHERE "isActive" IS NOT TRUE AND not_before <= now())::int AS waiting,
    count(*) FILTER (WHERE "isActive" IS NOT TRUE AND not_before > now())::int AS delayed,
    coalesce(extract(epoch FROM now() - min(not_before) FILTER (WHERE "isActive" IS NOT TRUE AND not_before <= now())), 0)::float8 AS "oldestSeconds",
    (${messagesOf(schema)}) AS messages
  FROM (${jobsOf(schema)}) AS jobs`,
).join(' UNION ALL ');

/**
 * What waits for each app, whether or not a process of the app runs: paid work waits in rows, and the queue knows
 * nothing of it.
 */
@Injectable()
export class BacklogReader {
  constructor(private readonly database: Database) {}

  /** Open orders by kind and state; a kind without any in a state is left out. */
  orders(): Promise<OpenOrders[]> {
    return this.database.read.query(ORDERS);
  }

  /** Other open work of every app. */
  jobs(): Promise<OpenJobs[]> {
    return this.database.read.query(JOBS);
  }

  /** How many people withdrew their consent within the last `minutes`: every app has data of theirs to delete. */
  async withdrawals(minutes: number): Promise<number> {
    const [{ count }] = await this.database.read.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM bot.consent WHERE withdrawn_at > now() - make_interval(mins => $1)`,
      [minutes],
    );
    return count;
  }
}
