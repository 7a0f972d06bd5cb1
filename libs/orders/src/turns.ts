import type { Database } from '@aisha/database';
import { KINDS_WITH_SLOTS, ORDER_KIND, type OrderKind, type OrderState } from '@aisha/domain';

/** The columns that decide who is next. */
const COLUMNS =
  'order_id, state, ready_at, not_before, lease_until, started_at, shown_step, shown_position, shown_at, created_at';

/**
 * SQL: who is next. In a round one that has begun, and took a turn for its next request, goes after those that have not: it was ready
 * for that request after it had begun.
 */
export const IN_TURN = `turn, coalesce(ready_at > started_at, false), created_at, order_id`;

/**
 * The open orders of a kind, each with its turn (`nextTurnOf`). What a person has at the provider counts in every kind that shares its
 * slots, so no person has a slot of each kind while others wait for their first.
 */
export function turnsOf(kind: OrderKind): string {
  const { table, slots } = ORDER_KIND[kind];
  const others = slots === null ? [] : KINDS_WITH_SLOTS.filter((other) => other !== kind);
  if (others.length === 0) return `SELECT ${COLUMNS}, turn FROM ${table} WHERE finished_at IS NULL`;
  const elsewhere = others.map(
    (other) => `SELECT user_id FROM ${ORDER_KIND[other].table} WHERE finished_at IS NULL AND slot_taken_at IS NOT NULL`,
  );
  return `
    SELECT ${COLUMNS}, turn + coalesce(elsewhere.count, 0) AS turn
    FROM ${table} LEFT JOIN (
      SELECT user_id, count(*) AS count FROM (${elsewhere.join(' UNION ALL ')}) AS taken GROUP BY user_id
    ) AS elsewhere USING (user_id)
    WHERE finished_at IS NULL`;
}

/** Whether a worker may take an order now. Needs `$1` = now. */
export const IS_FREE = `state = 'queued' AND (not_before IS NULL OR not_before <= $1) AND (lease_until IS NULL OR lease_until <= $1)`;

/** Whether an order in our queue is prepared or being prepared. */
export const IS_PREPARED = `(ready_at IS NOT NULL OR lease_until > $1)`;

/** The orders of one kind in one state, for the round that asks whether there is work. */
export interface Survey {
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly count: number;
  /** Age of the oldest of them, in seconds. */
  readonly oldestSeconds: number;
  /** One of them may be taken now. */
  readonly isFree: boolean;
  /** A poll is due or a lease has run out. */
  readonly isDue: boolean;
}

/** One query for all kinds of an app. */
export async function surveyOf(database: Database, kinds: readonly OrderKind[], now: Date): Promise<Survey[]> {
  const questions = kinds.map(
    (kind) => `
      SELECT '${kind}' AS kind, state, count(*)::int AS count,
             extract(epoch FROM $1::timestamptz - min(created_at))::float8 AS "oldestSeconds",
             bool_or(${IS_FREE}) AS "isFree",
             coalesce(bool_or(next_poll_at <= $1 OR (state <> 'queued' AND lease_until <= $1)), false) AS "isDue"
      FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL GROUP BY state`,
  );
  return database.read.query(questions.join(' UNION ALL '), [now]);
}
