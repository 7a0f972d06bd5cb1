import { Injectable } from '@nestjs/common';
import type { OrderId, OrderKind, UserId } from '@aisha/domain';
import { Database } from '../database';
import { ORDER_TABLES } from './order-tables';

export interface ForgottenHold {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
  readonly units: number;
}

const IS_UNDER_WAY = Object.values(ORDER_TABLES)
  .map((table) => `EXISTS (SELECT FROM ${table} o WHERE o.order_id = h.order_id AND o.finished_at IS NULL)`)
  .join(' OR ');

/** Holds for which no settlement will come. */
@Injectable()
export class ForgottenHoldsReader {
  constructor(private readonly database: Database) {}

  /**
   * Open holds older than a moment, if the worker does not know the order or has ended it; holds older than `atLatest` in any case.
   * Oldest first.
   */
  find({ before, atLatest, limit }: { before: Date; atLatest: Date; limit: number }): Promise<ForgottenHold[]> {
    return this.database.read.query(
      `SELECT h.order_id AS "orderId", h.user_id AS "userId", h.kind, h.units FROM billing.credit_hold h
        WHERE h.status = 'open' AND h.created_at < $1 AND (h.created_at < $2 OR NOT (${IS_UNDER_WAY}))
        ORDER BY h.created_at LIMIT $3`,
      [before, atLatest, limit],
    );
  }
}
