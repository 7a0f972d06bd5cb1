import { Injectable } from '@nestjs/common';
import type { ExplainRefusal } from '@aisha/contracts/bot-gateway';
import { afterCommit, type Transaction } from '@aisha/database';
import type { PlacedOrder } from '@aisha/database/api';
import type { OrderId, UploadedFileId, UserId } from '@aisha/domain';
import { UploadedFileStore } from '../files/uploaded-file.store';
import { Problem } from '../http/problem';

/** Why billing refused an order. */
type Refusal = Pick<ExplainRefusal, 'orderId' | 'userId' | 'code' | 'maxOpenOrders'>;

/** The rows of orders by the API. */
@Injectable()
export class PlacedOrderStore {
  private placed = (): void => undefined;

  constructor(private readonly files: UploadedFileStore) {}

  /** Calls back after each commit in which this process has placed an order. */
  onPlaced(placed: () => void): void {
    this.placed = placed;
  }

  async add(
    tx: Transaction,
    order: Pick<PlacedOrder, 'orderId' | 'userId' | 'keyId' | 'kind' | 'price'>,
  ): Promise<void> {
    const { orderId, userId, keyId, kind, price } = order;
    await tx.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $3, $4, $5)`,
      [orderId, userId, keyId, kind, price.toString()],
    );
    afterCommit(tx, () => this.placed());
  }

  /**
   * Reserves the file that the order takes, if it takes any. Throws `file-used` when the file has just expired, or another order has taken
   * it meanwhile.
   */
  async takeFile(tx: Transaction, userId: UserId, orderId: OrderId, fileId: UploadedFileId | undefined): Promise<void> {
    if (fileId === undefined) return;
    if (!(await this.files.take(tx, userId, fileId, orderId))) throw new Problem('file-used', { field: 'fileId' });
  }

  /** Records that billing refused the order, and frees its file for another order. */
  async refuse(tx: Transaction, refusal: Refusal): Promise<void> {
    const { orderId, userId, code, maxOpenOrders = null } = refusal;
    await tx.query(
      `UPDATE api.placed_order SET refused = $3, max_open_orders = $4 WHERE order_id = $1 AND user_id = $2`,
      [orderId, userId, code, maxOpenOrders],
    );
    await this.files.release(tx, userId, orderId);
  }

  /** Records that the end of the order was found. False when another process has recorded it. */
  async end(tx: Transaction, orderId: OrderId): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>(
      `UPDATE api.placed_order SET ended_at = now() WHERE order_id = $1 AND ended_at IS NULL`,
      [orderId],
    );
    return ended > 0;
  }
}
