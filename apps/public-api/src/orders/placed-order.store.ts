import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { PlacedOrder } from '@aisha/database/api';
import type { ErrorCode, OrderId, UserId } from '@aisha/domain';

/** Orders that came by the API. */
@Injectable()
export class PlacedOrderStore {
  async add(
    tx: Transaction,
    order: Pick<PlacedOrder, 'orderId' | 'userId' | 'keyId' | 'kind' | 'price'>,
  ): Promise<void> {
    const { orderId, userId, keyId, kind, price } = order;
    await tx.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $3, $4, $5)`,
      [orderId, userId, keyId, kind, price.toString()],
    );
  }

  /** Writes down that billing did not let the order through. */
  async refuse(tx: Transaction, userId: UserId, orderId: OrderId, code: ErrorCode): Promise<void> {
    await tx.query(`UPDATE api.placed_order SET refused = $3 WHERE order_id = $1 AND user_id = $2`, [
      orderId,
      userId,
      code,
    ]);
  }

  /** Writes down that the end of the order was found. False when another process was first. */
  async end(tx: Transaction, orderId: OrderId): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>(
      `UPDATE api.placed_order SET ended_at = now() WHERE order_id = $1 AND ended_at IS NULL`,
      [orderId],
    );
    return ended > 0;
  }
}
