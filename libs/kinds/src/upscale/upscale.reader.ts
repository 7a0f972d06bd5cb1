import { IsNull, Not, Raw } from 'typeorm';
import type { OrderId, PictureId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Upscale } from './upscale.entity';

/** A delivered picture made larger, and the order that made it. */
type EnlargedCopy = Pick<Upscale, 'orderId' | 'filePath'>;

/** A person's enlarged pictures. */
export class UpscaleReader {
  constructor(private readonly database: Rows) {}

  /** Finds an enlarged picture that is still there; null for another person's picture. */
  find(userId: UserId, orderId: OrderId): Promise<EnlargedCopy | null> {
    return this.database.read.findOne(Upscale, {
      select: { orderId: true, filePath: true },
      where: { orderId, userId, filePath: Not(IsNull()) },
    });
  }

  /** The enlarged copies of these pictures that are still there. */
  of(userId: UserId, pictureIds: readonly PictureId[]): Promise<readonly EnlargedCopy[]> {
    return this.database.read.find(Upscale, {
      select: { orderId: true, filePath: true },
      where: {
        userId,
        input: Raw((input) => `${input} ->> 'pictureId' = ANY(:pictureIds)`, { pictureIds }),
        filePath: Not(IsNull()),
      },
    });
  }
}
