import { IsNull, Not } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Animation } from './animation.entity';

/** A delivered video that has not been deleted. */
export type DeliveredVideo = Pick<Animation, 'orderId' | 'input' | 'filePath' | 'width' | 'height' | 'seconds'>;

/** What an order of a video was asked for. */
export type AskedVideo = Pick<Animation, 'orderId' | 'input' | 'motion'>;

/** A person's videos. */
export class AnimationReader {
  constructor(private readonly database: Rows) {}

  /** Finds a delivered video; null for another person's video, and for a deleted one. */
  find(userId: UserId, orderId: OrderId): Promise<DeliveredVideo | null> {
    return this.database.read.findOne(Animation, {
      select: { orderId: true, input: true, filePath: true, width: true, height: true, seconds: true },
      where: { orderId, userId, filePath: Not(IsNull()) },
    });
  }

  /** What was asked for, however the order ended; null for another person's order. */
  asked(userId: UserId, orderId: OrderId): Promise<AskedVideo | null> {
    return this.database.read.findOne(Animation, {
      select: { orderId: true, input: true, motion: true },
      where: { orderId, userId },
    });
  }
}
