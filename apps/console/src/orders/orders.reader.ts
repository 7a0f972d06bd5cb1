import { Database } from '@aisha/database';
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
  /** Of its worker; null while no worker has taken it in. */
  readonly state: string | null;
  readonly delivered: number | null;
  readonly errorCode: string | null;
}

/** `open` are those that have not ended; `released` those that brought nothing, so that all credits went back. */
export const ORDER_FILTERS = ['open', 'released'] as const;

export interface OrderFilter {
  readonly of?: (typeof ORDER_FILTERS)[number];
  readonly kind?: OrderKind;
  readonly user?: UserId;
}

type HoldRow = Omit<OrderRow, 'state' | 'delivered' | 'errorCode'>;
type WorkRow = Pick<OrderRow, 'id' | 'state' | 'delivered' | 'errorCode'>;

const HOLD = `order_id AS id, user_id AS "userId", kind, item, units, amount::float8 AS amount, captured::float8 AS captured, status,
  created_at AS "createdAt", settled_at AS "settledAt"`;

@Injectable()
export class OrdersReader {
  constructor(private readonly database: Database) {}

  /** The newest first. A kind alone is read by the key of its own table, everything else by a key of the holds. */
  async list({ limit, after }: PageQuery, { of, kind, user }: OrderFilter): Promise<Page<OrderRow>> {
    const [before = ''] = keysIn(after, 1) ?? [];
    const values: unknown[] = [limit + 1, parseId<OrderId>(before) ?? BEFORE_ALL];
    const where = ['order_id < $2'];
    if (of !== undefined) where.push(`status = '${of}'`);
    if (user !== undefined) where.push(`user_id = $${values.push(user)}`);
    const isOfKind = kind !== undefined && of === undefined && user === undefined;
    if (kind !== undefined && !isOfKind) where.push(`kind = $${values.push(kind)}`);
    const holds = await this.database.read.query<HoldRow[]>(
      isOfKind
        ? `SELECT ${HOLD} FROM billing.credit_hold WHERE order_id IN (
             SELECT order_id FROM ${ORDER_KIND[kind].table} WHERE ${where.join(' AND ')} ORDER BY order_id DESC LIMIT $1)
           ORDER BY order_id DESC`
        : `SELECT ${HOLD} FROM billing.credit_hold WHERE ${where.join(' AND ')} ORDER BY order_id DESC LIMIT $1`,
      values,
    );
    const page = pageOf(holds, limit, ({ id }) => [id]);
    return { ...page, rows: await this.withTheirWork(page.rows) };
  }

  /** The order with this id. */
  async one(orderId: OrderId): Promise<OrderRow | undefined> {
    const holds = await this.database.read.query<HoldRow[]>(
      `SELECT ${HOLD} FROM billing.credit_hold WHERE order_id = $1`,
      [orderId],
    );
    const [order] = await this.withTheirWork(holds);
    return order;
  }

  private async withTheirWork(holds: readonly HoldRow[]): Promise<OrderRow[]> {
    const work = new Map<string, WorkRow>();
    for (const [kind, some] of Map.groupBy(holds, (hold) => hold.kind)) {
      if (!(ORDER_KINDS as readonly string[]).includes(kind)) continue; // a kind of a later release
      const rows = await this.database.read.query<WorkRow[]>(
        `SELECT order_id AS id, state, delivered, error_code AS "errorCode" FROM ${ORDER_KIND[kind].table} WHERE order_id = ANY ($1::uuid[])`,
        [some.map(({ id }) => id)],
      );
      for (const row of rows) work.set(row.id, row);
    }
    return holds.map((hold) => ({
      ...hold,
      ...(work.get(hold.id) ?? { state: null, delivered: null, errorCode: null }),
    }));
  }
}
