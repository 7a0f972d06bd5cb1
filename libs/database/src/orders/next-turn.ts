/**
 * SQL: the turn of an order that a person places now. Turns go by person: an order's is one more than that of the person's order before
 * it, and nobody's is before those under way. Who comes later goes before the rest of somebody's heap, and with every turn one order
 * of the heap goes before who comes then, so it is not overtaken for ever (start-time fair queueing).
 */
export const nextTurnOf = (table: string, userId: string): string =>
  `SELECT greatest(max(turn) FILTER (WHERE user_id = ${userId}) + 1, max(turn) FILTER (WHERE state <> 'queued') + 1, min(turn), 1)
   FROM ${table} WHERE finished_at IS NULL`;
