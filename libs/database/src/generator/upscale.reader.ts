import { IsNull, Not, Raw } from 'typeorm';
import type { PictureId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Upscale } from './upscale.entity';

/** A delivered picture made larger, and the order that made it. */
export type EnlargedCopy = Pick<Upscale, 'orderId' | 'filePath'>;

/** A person's enlarged pictures. */
export class UpscaleReader {
  constructor(private readonly database: Database) {}

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
