import { KINDS_WITH_SLOTS, ORDER_KIND, type OrderKind } from '@aisha/kinds';

/**
 * SQL: the turn of an order that a person places now. It is the highest of three numbers: one more than the turn of the person's newest open
 * order, one more than the turn of any order that has begun, and the lowest open turn. So a newcomer goes before the rest of another
 * person's many orders. But in each later turn newcomers go after one of these many orders, so that those are not overtaken without end
 * (start-time fair queueing).
 */
export const nextTurnOf = (table: string, userId: string): string =>
  `SELECT greatest(max(turn) FILTER (WHERE user_id = ${userId}) + 1, max(turn) FILTER (WHERE state <> 'queued') + 1, min(turn), 1)
   FROM ${table} WHERE finished_at IS NULL`;

/**
 * SQL: the turn of new work in a table with leases: one more than that of the owner's work before it. It is at least the highest turn under
 * way or, when nothing is under way, the lowest that is due. `isTheirs` and `among` are conditions on the rows.
 */
export const nextTurnIn = (table: string, isTheirs: string, among = 'true'): string =>
  `greatest((SELECT max(turn) + 1 FROM ${table} WHERE ${among} AND ${isTheirs}),
     coalesce((SELECT max(turn) FROM ${table} WHERE ${among} AND lease_until IS NOT NULL),
              (SELECT min(turn) FROM ${table} WHERE ${among} AND not_before <= now()), 0))`;

/**
 * SQL: the order in which open orders of a kind take their turn (`turnsOf`). In a round, an order that has already taken a turn for its next
 * request goes after those that have not begun.
 */
export const IN_TURN = `turn, coalesce(ready_at > started_at, false), created_at, order_id`;

/** SQL: the place in `IN_TURN` of an order that a person places now: after all orders of its round that have not begun. */
export const newInTurn = (kind: OrderKind, userId: string): string =>
  `(${nextTurnOf(ORDER_KIND[kind].table, userId)}) + (SELECT count(*) FROM (${takenElsewhere(kind)}) AS taken WHERE user_id = ${userId}),
   false, 'infinity'::timestamptz, NULL::uuid`;

/**
 * SQL: the open orders of a kind, each with its turn (`nextTurnOf`). A person's orders at the provider count in every
 * kind that shares its slots, so no person has a slot of each kind while others wait for their first.
 */
export const turnsOf = (kind: OrderKind, columns: string): string => `
  SELECT ${columns}, turn + coalesce(elsewhere.count, 0) AS turn
  FROM ${ORDER_KIND[kind].table} LEFT JOIN (
    SELECT user_id, count(*) AS count FROM (${takenElsewhere(kind)}) AS taken GROUP BY user_id
  ) AS elsewhere USING (user_id)
  WHERE finished_at IS NULL`;

/** The columns that decide which turn comes first. */
export const TURN_COLUMNS = 'order_id, state, ready_at, started_at, created_at';

/** SQL: how many open orders of a kind come before the order $1, those under way included. */
export const aheadOf = (kind: OrderKind): string => `
  SELECT ahead FROM (
    SELECT order_id, (row_number() OVER (ORDER BY (state = 'queued'), ${IN_TURN}) - 1)::int AS ahead
      FROM (${turnsOf(kind, TURN_COLUMNS)}) AS open) AS place
   WHERE order_id = $1`;

/** SQL: the people who have slots of the kinds that share them with this one, a row for each slot. */
function takenElsewhere(kind: OrderKind): string {
  const others = ORDER_KIND[kind].slots === null ? [] : KINDS_WITH_SLOTS.filter((other) => other !== kind);
  const taken = others.map(
    (other) => `SELECT user_id FROM ${ORDER_KIND[other].table} WHERE finished_at IS NULL AND slot_taken_at IS NOT NULL`,
  );
  return taken.join(' UNION ALL ') || 'SELECT NULL::uuid AS user_id WHERE false';
}
