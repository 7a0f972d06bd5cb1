import type { FreeWorkLimits } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { ORDER_KIND, schemaOf, type OrderKind } from '@aisha/kinds';
import type { Admin } from './postgres/admin';

const MICRO_DOLLARS_A_CENT = 10_000;

/** A person's orders of one kind, and what their unpaid work cost. */
interface Unpaid {
  readonly orders: number;
  readonly open: number;
  /** How many orders were charged. */
  readonly charged: number;
  /** US cents, at the providers' list prices, of ended orders that were neither delivered nor charged. */
  readonly cents: number;
  /** US cents of free work that counts against the person's own limits, in orders of all kinds of the app. */
  readonly given: number;
}

/** Reads from the rows how much work providers did for a person who did not pay for it. */
export const unpaidOf = async (admin: Admin, userId: UserId, kind: OrderKind): Promise<Unpaid> => {
  const { table } = ORDER_KIND[kind];
  const schema = schemaOf(kind);
  const [sums] = (await admin.query<Unpaid>(
    `SELECT count(*)::int AS orders, count(*) FILTER (WHERE finished_at IS NULL)::int AS open,
            count(*) FILTER (WHERE charged > 0)::int AS charged,
            coalesce(sum(cost) FILTER (WHERE finished_at IS NOT NULL AND delivered = 0 AND charged = 0), 0)::float8 / $2 AS cents,
            (SELECT coalesce(sum(micro_dollars), 0)::float8 / $2 FROM ${schema}.free_work
             WHERE user_id = $1 AND borne_by = 'balance') AS given
       FROM ${table} AS orders,
            LATERAL (SELECT sum(micro_dollars) AS cost FROM ${schema}.provider_call WHERE order_id = orders.order_id) AS calls
      WHERE user_id = $1`,
    [userId, MICRO_DOLLARS_A_CENT],
  )) as [Unpaid];
  return sums;
};

/** Limits of free work, in US cents, where only the person's daily limit matters. */
export const freeWorkOf = (cents: number): FreeWorkLimits => ({
  perDay: cents * MICRO_DOLLARS_A_CENT,
  perMonth: Number.MAX_SAFE_INTEGER,
  ofAllPerDay: Number.MAX_SAFE_INTEGER,
});
