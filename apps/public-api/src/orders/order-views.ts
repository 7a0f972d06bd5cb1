import { Injectable } from '@nestjs/common';
import { aheadOf, Database } from '@aisha/database';
import { centiCredits, type ErrorCode, type OrderId, type OrderState, type UserId } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { chargedFor, failureText } from '@aisha/words';
import { creditsOf } from '../account/credits';
import type { OfferedKind } from '../offers/offered-kinds';
import type { OrderAnswer, OrderState as ShownState } from './order-answer';

/** An order by the API, with its state as read from the rows of its worker and of billing. */
export interface OrderView {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OfferedKind;
  readonly price: string;
  readonly createdAt: Date;
  readonly refused: ErrorCode | null;
  /** How many orders the person might have under way, when the order was refused as one too many. */
  readonly maxOpenOrders: number | null;
  /** When the end of the order was found; of a refused order nothing else has a moment. */
  readonly foundAt: Date | null;
  /** The fields of the worker are null until it has the order, and those of the hold until billing has held the credits. */
  readonly state: OrderState | null;
  readonly units: number | null;
  readonly delivered: number | null;
  readonly errorCode: ErrorCode | null;
  readonly finishedAt: Date | null;
  readonly hold: 'open' | 'captured' | 'released' | null;
  readonly holdUnits: number | null;
  readonly captured: string | null;
  readonly reason: ErrorCode | null;
  readonly settledAt: Date | null;
}

const WORK = ORDER_KINDS.map(
  (kind) =>
    `SELECT state, units, delivered, error_code, finished_at FROM ${ORDER_KIND[kind].table}
      WHERE placed.kind = '${kind}' AND order_id = placed.order_id AND user_id = placed.user_id`,
).join(' UNION ALL ');

/** SQL: orders of the API as `placed`, joined by key with the rows of their worker and of billing. */
const ORDERS = `
  SELECT placed.order_id AS "orderId", placed.user_id AS "userId", placed.kind, placed.price::text, placed.created_at AS "createdAt",
         placed.refused, placed.max_open_orders AS "maxOpenOrders", placed.ended_at AS "foundAt", work.state, work.units, work.delivered, work.error_code AS "errorCode", work.finished_at AS "finishedAt",
         hold.status AS hold, hold.units AS "holdUnits", hold.captured::text, hold.reason, hold.settled_at AS "settledAt"
    FROM api.placed_order AS placed
    LEFT JOIN billing.credit_hold AS hold ON hold.order_id = placed.order_id AND hold.user_id = placed.user_id
    LEFT JOIN LATERAL (${WORK}) AS work ON true`;

/** SQL condition: the order is over, because billing refused it or because its hold is settled. */
const IS_OVER = `(placed.refused IS NOT NULL OR hold.status <> 'open')`;

/** How many ended orders one query returns at most. */
const ENDS_AT_ONCE = 100;

/** Reads the states of orders by the API. */
@Injectable()
export class OrderViews {
  constructor(private readonly database: Database) {}

  /** An order of the person; null when it is another person’s or did not come by the API. */
  async find(userId: UserId, orderId: OrderId): Promise<OrderView | null> {
    const [found] = await this.database.read.query<OrderView[]>(
      `${ORDERS} WHERE placed.order_id = $1 AND placed.user_id = $2`,
      [orderId, userId],
    );
    return found ?? null;
  }

  /** A page of orders, the newest first. */
  page(userId: UserId, { before, limit }: { readonly before?: string; readonly limit: number }): Promise<OrderView[]> {
    return this.database.read.query(
      `${ORDERS} WHERE placed.user_id = $1 AND ($2::uuid IS NULL OR placed.order_id < $2)
        ORDER BY placed.order_id DESC LIMIT $3`,
      [userId, before ?? null, limit],
    );
  }

  /** Ended orders whose end is not recorded yet; and whether there is an order without a recorded end. */
  async newlyOver(): Promise<{ readonly over: readonly OrderView[]; readonly areOpen: boolean }> {
    const rows = await this.database.read.query<(OrderView & { areOpen: boolean })[]>(
      `SELECT * FROM (SELECT EXISTS (SELECT FROM api.placed_order WHERE ended_at IS NULL) AS "areOpen") AS open LEFT JOIN (
         ${ORDERS} WHERE placed.ended_at IS NULL AND ${IS_OVER} ORDER BY placed.order_id LIMIT ${ENDS_AT_ONCE}
       ) AS over ON true ORDER BY "orderId"`,
    );
    const over = rows.filter(({ orderId }) => orderId !== null);
    return { over, areOpen: rows[0]?.areOpen ?? false };
  }

  /** How many open orders of the same kind come before a queued order, those under way included; null for an order in any other state. */
  async ahead({ orderId, kind, state }: OrderView): Promise<number | null> {
    if (state !== 'queued') return null;
    const [found] = await this.database.read.query<{ ahead: number }[]>(aheadOf(kind), [orderId]);
    return found?.ahead ?? null;
  }
}

/** The API’s answer about an order. `ahead` is known only for a single order. */
export function answerOf(order: OrderView, ahead: number | null = null): OrderAnswer {
  const { orderId, kind, price, createdAt, units, holdUnits, delivered, maxOpenOrders } = order;
  const state = stateOf(order);
  const code = order.refused ?? order.errorCode ?? (order.hold === 'released' ? order.reason : null);
  const isSettled = order.refused !== null || (order.hold !== null && order.hold !== 'open');
  const charged = centiCredits(order.captured ?? 0);
  const endedAt = isSettled ? (order.finishedAt ?? order.settledAt ?? order.foundAt) : null;
  return {
    id: orderId,
    kind,
    state,
    ahead,
    units: units ?? holdUnits,
    delivered: delivered ?? 0,
    priceCredits: creditsOf(centiCredits(price)),
    chargedCredits: isSettled ? creditsOf(charged) : null,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    error:
      code === null
        ? null
        : { code, message: failureText('en', code, chargedFor(delivered ?? 0, charged)), maxOpenOrders },
  };
}

function stateOf({ refused, state, hold }: OrderView): ShownState {
  if (refused !== null) return 'refused';
  if (state !== null) return state;
  if (hold === null) return 'placed';
  return hold === 'open' ? 'queued' : 'failed';
}
