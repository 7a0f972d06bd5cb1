import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { ApiKey } from '../entities/api/api-key.entity';
import { PlacedOrder } from '../entities/api/placed-order.entity';

/** What the gateway shows of the public API: a person's keys, and whether an order was placed with one. */
export class ApiReader {
  constructor(private readonly database: Database) {}

  /** The keys of a person, the oldest first: MAX_API_KEYS at most. */
  keysOf(userId: UserId): Promise<ApiKey[]> {
    return this.database.read.find(ApiKey, { where: { userId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Whether the order was placed by the API: the chat shows nothing of such an order (decision 220). */
  async isPlacedByApi(userId: UserId, orderId: OrderId): Promise<boolean> {
    return this.database.read.existsBy(PlacedOrder, { orderId, userId });
  }
}
