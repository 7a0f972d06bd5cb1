import { IsNull, Not } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Together } from './together.entity';

/** A picture of several people that was delivered and has not been deleted. */
type DeliveredTogether = Pick<Together, 'orderId' | 'filePath' | 'width' | 'height'>;

/** A person's pictures of several people. */
export class TogetherReader {
  constructor(private readonly database: Rows) {}

  /** Finds a picture of several people; null for another person's picture, and for a deleted one. */
  find(userId: UserId, orderId: OrderId): Promise<DeliveredTogether | null> {
    return this.database.read.findOne(Together, {
      select: { orderId: true, filePath: true, width: true, height: true },
      where: { orderId, userId, filePath: Not(IsNull()) },
    });
  }
}
