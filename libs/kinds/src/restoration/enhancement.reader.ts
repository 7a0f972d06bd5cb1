import { IsNull, Not } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Enhancement } from './enhancement.entity';

/** The files of a delivered restoration. */
export type RestoredPhoto = Pick<Enhancement, 'orderId' | 'originalPath' | 'filePath' | 'comparisonPath'>;

/** A person's restored photos. */
export class EnhancementReader {
  constructor(private readonly database: Rows) {}

  /** Finds a restoration whose files are still there; null for another person's restoration. */
  find(userId: UserId, orderId: OrderId): Promise<RestoredPhoto | null> {
    return this.database.read.findOne(Enhancement, {
      select: { orderId: true, originalPath: true, filePath: true, comparisonPath: true },
      where: { userId, orderId, filePath: Not(IsNull()) },
    });
  }

  /**
   * The photo of an order, however the order ended. The photo waits in storage for at most a day after the person sent it, so it may be
   * gone.
   */
  photoOf(userId: UserId, orderId: OrderId): Promise<Pick<Enhancement, 'orderId' | 'photoId'> | null> {
    return this.database.read.findOne(Enhancement, {
      select: { orderId: true, photoId: true },
      where: { userId, orderId },
    });
  }
}
