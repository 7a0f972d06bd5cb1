import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { WORKERS } from '../connection/schemas';

/** The table of each kind's orders, in the schema of its worker. */
export const ORDER_TABLES = Object.fromEntries(ORDER_KINDS.map((kind) => [kind, ORDER_KIND[kind].table])) as Readonly<
  Record<OrderKind, string>
>;

/** SQL: the row in a worker's table for the order of a hold `h`. */
export const ORDER_OF_HOLD = ORDER_KINDS.map(
  (kind) =>
    `SELECT order_id, units, delivered, charged, error_code, finished_at FROM ${ORDER_TABLES[kind]}
      WHERE h.kind = '${kind}' AND order_id = h.order_id`,
).join(' UNION ALL ');

/** SQL: the requests to providers for the order of a hold `h`. */
export const CALLS_OF_HOLD = WORKERS.map(
  (schema) => `SELECT micro_dollars, called_at FROM ${schema}.provider_call WHERE order_id = h.order_id`,
).join(' UNION ALL ');

/** SQL: the rows of free work for the order of a hold `h`. */
export const FREE_WORK_OF_HOLD = WORKERS.map(
  (schema) => `SELECT order_id FROM ${schema}.free_work WHERE order_id = h.order_id`,
).join(' UNION ALL ');
