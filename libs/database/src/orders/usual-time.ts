import { ORDER_KIND, type OrderKind } from '@aisha/kinds';

/** The usual time is the median of this many recent orders at most; fewer than `HONEST_SAMPLE` give none. */
const RECENT = 20;
const HONEST_SAMPLE = 3;

/**
 * SQL: the median of what recent orders of a kind that succeeded took from their start to their end, in seconds; null while too few have
 * been measured. `like`: only of orders with this value of the kind's `timedBy` column.
 */
export function usualSecondsOf(kind: OrderKind, like?: string): string {
  const { table, timedBy } = ORDER_KIND[kind];
  return `SELECT CASE WHEN count(seconds) >= ${HONEST_SAMPLE} THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) END
   FROM (SELECT extract(epoch FROM finished_at - coalesce(started_at, submit_started_at))::float8 AS seconds FROM ${table}
         WHERE state = 'succeeded' ${like === undefined ? '' : `AND ${timedBy} = ${like}`}
         ORDER BY finished_at DESC LIMIT ${RECENT}) AS recent`;
}
