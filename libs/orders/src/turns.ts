import type { Database } from '@aisha/database';
import type { OrderState } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';

/** SQL: whether a worker may take an order now. Needs `$1` = now. */
export const IS_FREE = `state = 'queued' AND (not_before IS NULL OR not_before <= $1) AND (lease_until IS NULL OR lease_until <= $1)`;

/** SQL: whether an order in our queue is prepared or being prepared. */
export const IS_PREPARED = `(ready_at IS NOT NULL OR lease_until > $1)`;

/** The orders of one kind in one state: what a round has to know to see whether there is work. */
export interface Survey {
  readonly kind: OrderKind;
  readonly state: OrderState;
  /** Whether a worker may take one of these orders now. */
  readonly isFree: boolean;
  /** Whether a poll is due or a lease has run out. */
  readonly isDue: boolean;
  /** Whether one of these orders waits in our queue, and no worker has it. */
  readonly isWaiting: boolean;
  /** When the first of these orders is due: its poll, and no earlier than its lease runs out. Null if none has either. */
  readonly nextDueAt: Date | null;
}

/** Surveys all kinds of an app with one query. */
export async function surveyOf(database: Database, kinds: readonly OrderKind[], now: Date): Promise<Survey[]> {
  const questions = kinds.map(
    (kind) => `
      SELECT '${kind}' AS kind, state,
             bool_or(${IS_FREE}) AS "isFree",
             coalesce(bool_or((next_poll_at <= $1 AND (lease_until IS NULL OR lease_until <= $1))
               OR (state <> 'queued' AND lease_until <= $1)), false) AS "isDue",
             bool_or(state = 'queued' AND (lease_until IS NULL OR lease_until <= $1)) AS "isWaiting",
             min(greatest(next_poll_at, lease_until)) AS "nextDueAt"
      FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL GROUP BY state`,
  );
  return database.read.query(questions.join(' UNION ALL '), [now]);
}
