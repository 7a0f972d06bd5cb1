import { ORDER_KIND, ORDER_KINDS, ORDER_MOMENTS, type OrderKind } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';
import { ProductRows } from './product-rows';

/** An open order of any person, or one of the newest orders of the person on the page. */
interface SeenOrder {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly state: string;
  readonly units: number;
  readonly delivered: number;
  readonly errorCode: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** The first name of the order’s person; null when the gateway does not know them any more. */
  readonly name: string | null;
  /** Hundredths of a credit. */
  readonly held: number | null;
  readonly captured: number | null;
  readonly hold: 'open' | 'captured' | 'released' | null;
}

/** Something that happened to an order, from a row of one app. */
interface OrderStep {
  readonly at: Date;
  readonly schema: string;
  /** The name of the step; the page has a text for it (`step`). */
  readonly what: string;
  /** Further values of the row, as the row has them. */
  readonly facts: string;
}

const OPEN_AT_MOST = 30;
const OF_PERSON_AT_MOST = 8;

const ROW = 'order_id, user_id, state, units, delivered, error_code, created_at, finished_at';
const EVERY_ORDER = ORDER_KINDS.map((kind) => `SELECT '${kind}' AS kind, ${ROW} FROM ${ORDER_KIND[kind].table}`).join(
  ' UNION ALL ',
);
const STORY = `${Object.keys(ORDER_MOMENTS).join(', ')}, state, units, delivered, error_code`;
const ORDER_OF_ID = ORDER_KINDS.map(
  (kind) =>
    `SELECT '${ORDER_KIND[kind].worker}' AS schema, ${STORY} FROM ${ORDER_KIND[kind].table} WHERE order_id = $1`,
).join(' UNION ALL ');
const SEEN = `SELECT o.order_id AS "orderId", o.kind, o.state, o.units, o.delivered, o.error_code AS "errorCode",
    o.created_at AS "createdAt", o.finished_at AS "finishedAt", p.first_name AS name,
    h.amount::float8 AS held, h.captured::float8 AS captured, h.status AS hold
  FROM (${EVERY_ORDER}) o LEFT JOIN bot.person p USING (user_id) LEFT JOIN billing.credit_hold h USING (order_id)`;

type OrderRow = Readonly<Record<string, Date | string | number | null>>;

/** Reads orders with their states and their steps from the rows of all apps. */
@Injectable()
export class Orders {
  constructor(private readonly rows: ProductRows) {}

  async open(): Promise<SeenOrder[]> {
    return this.rows.read(`${SEEN} WHERE o.finished_at IS NULL ORDER BY o.created_at DESC LIMIT ${OPEN_AT_MOST}`);
  }

  async newestOf(userId: string): Promise<SeenOrder[]> {
    return this.rows.read(
      `${SEEN} WHERE o.user_id = $1 AND o.finished_at IS NOT NULL ORDER BY o.created_at DESC LIMIT ${OF_PERSON_AT_MOST}`,
      [userId],
    );
  }

  /** The steps of one order, in the order of time. */
  async story(orderId: string): Promise<OrderStep[]> {
    const [steps, orders] = await Promise.all([
      this.rows.read<OrderStep>(
        `SELECT created_at AS at, 'billing' AS schema, 'held' AS what, (amount / 100.0)::float8 || ' · ' || units || ' × ' || item AS facts
           FROM billing.credit_hold WHERE order_id = $1
         UNION ALL SELECT settled_at, 'billing', status, (captured / 100.0)::float8 || coalesce(' · ' || reason, '')
           FROM billing.credit_hold WHERE order_id = $1 AND settled_at IS NOT NULL
         UNION ALL SELECT created_at, 'billing', 'ledger', type || ' ' || (amount / 100.0)::float8
           FROM billing.transaction WHERE order_id = $1
         UNION ALL SELECT called_at, provider, 'asked-provider', model || ' · ' || reason || ' · $' || round(micro_dollars / 1000000.0, 5)
           FROM report.provider_call WHERE order_id = $1
         UNION ALL SELECT coalesce(sent_at, created_at), 'bot', 'shown', class || ' · ' || status
           FROM bot.delivery WHERE trace_id = $1::text AND status <> 'dropped'`,
        [orderId],
      ),
      this.rows.read<OrderRow>(ORDER_OF_ID, [orderId]),
    ]);
    return [...steps, ...orders.flatMap(momentsOf)].sort((one, other) => one.at.getTime() - other.at.getTime());
  }
}

const momentsOf = (row: OrderRow): OrderStep[] =>
  Object.entries(ORDER_MOMENTS).flatMap(([column, what]) => {
    const at = row[column];
    if (!(at instanceof Date)) return [];
    const ended = `${row['state']} · ${row['delivered']}/${row['units']} ${row['error_code'] ?? ''}`.trim();
    return [{ at, schema: String(row['schema']), what, facts: what === 'ended' ? ended : '' }];
  });
