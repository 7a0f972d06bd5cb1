import { Injectable } from '@nestjs/common';
import type { ErrorCode, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { ORDER_OF_HOLD } from './order-tables';

/** An open hold whose settlement is missing, with the state of the order in its worker's row. */
export interface UnsettledHold {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
  readonly units: number;
  /** The end of the order; null: its worker has no row for the order. */
  readonly ended: {
    readonly delivered: number;
    readonly charged: number;
    readonly of: number;
    readonly reason: ErrorCode | null;
  } | null;
}

/** The moments before which a settlement counts as missing. */
export interface Missing {
  /** A hold counts if its order ended before this moment. */
  readonly endedBefore: Date;
  /** A hold whose worker has no row for the order counts if it was made before this moment. Must be earlier than `endedBefore`. */
  readonly unknownBefore: Date;
}

const UNSETTLED = `
  SELECT h.order_id AS "orderId", h.user_id AS "userId", h.kind, h.units,
         CASE WHEN o.order_id IS NOT NULL
              THEN jsonb_build_object('delivered', o.delivered, 'charged', greatest(o.charged, o.delivered), 'of', o.units, 'reason', o.error_code) END AS ended
    FROM billing.credit_hold h LEFT JOIN LATERAL (${ORDER_OF_HOLD}) o ON true
   WHERE h.status = 'open' AND h.created_at < $1 AND (o.finished_at < $1 OR o.order_id IS NULL AND h.created_at < $2)`;

/**
 * Reads holds whose settlement is missing. An order under way keeps its hold, however old it is: only its worker knows
 * how the order ends.
 */
@Injectable()
export class UnsettledHoldsReader {
  constructor(private readonly database: Database) {}

  /** The holds without a settlement, oldest first. */
  find({ endedBefore, unknownBefore }: Missing, limit: number): Promise<UnsettledHold[]> {
    return this.database.read.query(`${UNSETTLED} ORDER BY h.created_at LIMIT $3`, [endedBefore, unknownBefore, limit]);
  }

  /** Reads one of these holds again; null if it is settled by now, or its order is under way. */
  async again({ orderId }: UnsettledHold, { endedBefore, unknownBefore }: Missing): Promise<UnsettledHold | null> {
    const found: UnsettledHold[] = await this.database.read.query(`${UNSETTLED} AND h.order_id = $3`, [
      endedBefore,
      unknownBefore,
      orderId,
    ]);
    return found[0] ?? null;
  }
}
