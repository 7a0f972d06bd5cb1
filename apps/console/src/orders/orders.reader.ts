import {
  Database,
  pageLimit,
  unfinishedOf,
  stuckOrders,
  type AskRows,
  type UnfinishedOrder,
  type Stuck,
} from '@aisha/database';
import { parseId, type OrderId, type UserId } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';
import { BEFORE_ALL, keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** An order as the desk shows it, without what was ordered. Credits are hundredths. */
export interface OrderRow {
  readonly id: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
  readonly item: string;
  readonly units: number;
  readonly amount: number;
  readonly captured: number;
  readonly status: 'open' | 'captured' | 'released';
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  /** The state in the worker’s row; `erased` when the row is gone with everything else about its person, null while no worker has the order. */
  readonly state: string | null;
  readonly delivered: number | null;
  readonly errorCode: string | null;
  /** Why an open order is late, and how long it has not moved; null while it is in time. */
  readonly stuck: (Pick<UnfinishedOrder, 'seconds'> & { readonly because: Stuck }) | null;
}

/**
 * `open`: orders that have not ended. `stuck`: open orders that should have moved on by now, as `aisha status` says. `released`: orders
 * that ended without a charge. `failed`: released orders that neither the person nor an operator cancelled.
 */
export const ORDER_FILTERS = ['open', 'stuck', 'failed', 'released'] as const;

/** The SQL condition on holds for each filter. */
const WHICH: Readonly<Record<Exclude<(typeof ORDER_FILTERS)[number], 'stuck'>, string>> = {
  open: `status = 'open'`,
  failed: `status = 'released' AND coalesce(reason, '') NOT IN ('cancelled-by-user', 'cancelled-by-operator')`,
  released: `status = 'released'`,
};

interface OrderFilter {
  readonly of?: (typeof ORDER_FILTERS)[number];
  readonly kind?: OrderKind;
  readonly user?: UserId;
}

type HoldRow = Omit<OrderRow, 'state' | 'delivered' | 'errorCode' | 'stuck'> & {
  readonly isOfForgotten: boolean;
};
type WorkRow = Pick<OrderRow, 'id' | 'state' | 'delivered' | 'errorCode'>;

const HOLD = `order_id AS id, user_id AS "userId", kind, item, units, amount::float8 AS amount, captured::float8 AS captured, status,
  created_at AS "createdAt", settled_at AS "settledAt",
  EXISTS (SELECT FROM billing.account WHERE account.user_id = credit_hold.user_id AND forgotten_at IS NOT NULL) AS "isOfForgotten"`;

const isKnown = (kind: string): kind is OrderKind => (ORDER_KINDS as readonly string[]).includes(kind);

@Injectable()
export class OrdersReader {
  private readonly ask: AskRows;

  constructor(private readonly database: Database) {
    this.ask = (sql, values) => this.database.read.query(sql, values);
  }

  /**
   * Reads a page of orders, the newest first. If the filter names a kind and nothing else, the query uses the index of that kind’s table,
   * otherwise an index of the holds.
   */
  async list({ limit, after }: PageQuery, { of, kind, user }: OrderFilter): Promise<Page<OrderRow>> {
    if (of === 'stuck') return this.stuck(limit, kind, user);
    const [before = ''] = keysIn(after, 1) ?? [];
    const values: unknown[] = [parseId<OrderId>(before) ?? BEFORE_ALL];
    const where = ['order_id < $1'];
    if (of !== undefined) where.push(WHICH[of]);
    if (user !== undefined) where.push(`user_id = $${values.push(user)}`);
    const isOfKind = kind !== undefined && of === undefined && user === undefined;
    // The kind is written into the query and is not a parameter. With a parameter, Postgres would plan as if every kind were common, and
    // would read all orders to find the few of a rare kind.
    if (kind !== undefined && !isOfKind) where.push(`kind = '${kind}'`);
    const holds = await this.database.read.query<HoldRow[]>(
      isOfKind
        ? `SELECT ${HOLD} FROM billing.credit_hold WHERE order_id IN (
             SELECT order_id FROM ${ORDER_KIND[kind].table} WHERE ${where.join(' AND ')} ORDER BY order_id DESC ${pageLimit(limit)})
           ORDER BY order_id DESC`
        : `SELECT ${HOLD} FROM billing.credit_hold WHERE ${where.join(' AND ')} ORDER BY order_id DESC ${pageLimit(limit)}`,
      values,
    );
    const page = pageOf(holds, limit, ({ id }) => [id]);
    return { ...page, rows: await this.withTheirWork(page.rows) };
  }

  /** The order with an id; undefined when there is none. */
  async one(orderId: OrderId): Promise<OrderRow | undefined> {
    const holds = await this.database.read.query<HoldRow[]>(
      `SELECT ${HOLD} FROM billing.credit_hold WHERE order_id = $1`,
      [orderId],
    );
    const [order] = await this.withTheirWork(holds);
    return order;
  }

  /** The open orders that should have moved on by now, the oldest first. There is one page of them: more would be an incident. */
  private async stuck(limit: number, kind?: OrderKind, user?: UserId): Promise<Page<OrderRow>> {
    const late = (await stuckOrders(this.ask)).filter(
      (order) => (kind === undefined || order.kind === kind) && (user === undefined || order.userId === user),
    );
    const shown = late.slice(0, limit).map(({ orderId }) => orderId);
    const holds = await this.database.read.query<HoldRow[]>(
      `SELECT ${HOLD} FROM billing.credit_hold WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id`,
      [shown],
    );
    return { rows: await this.withTheirWork(holds), next: null };
  }

  private async withTheirWork(holds: readonly HoldRow[]): Promise<OrderRow[]> {
    const work = new Map<string, WorkRow>();
    const late = new Map<string, OrderRow['stuck']>();
    for (const [kind, some] of Map.groupBy(holds, (hold) => hold.kind)) {
      if (!isKnown(kind)) continue; // a kind of a newer release
      const rows = await this.database.read.query<WorkRow[]>(
        `SELECT order_id AS id, state, delivered, error_code AS "errorCode" FROM ${ORDER_KIND[kind].table} WHERE order_id = ANY ($1::uuid[])`,
        [some.map(({ id }) => id)],
      );
      for (const row of rows) work.set(row.id, row);
      const open = some.filter(({ status }) => status === 'open').map(({ id }) => id);
      if (open.length === 0) continue;
      for (const { orderId, stuck: because, seconds } of await unfinishedOf(this.ask, kind, open))
        if (because !== null) late.set(orderId, { because, seconds });
    }
    return holds.map(({ isOfForgotten, ...hold }) => ({
      ...hold,
      ...(work.get(hold.id) ?? {
        state: isOfForgotten && hold.status !== 'open' ? 'erased' : null,
        delivered: null,
        errorCode: null,
      }),
      stuck: late.get(hold.id) ?? null,
    }));
  }
}
