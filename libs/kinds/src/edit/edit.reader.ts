import type { OrderId, UserId } from '@aisha/domain';
import { IsNull, Not } from 'typeorm';
import type { Rows } from '../order/rows';
import { Edit } from './edit.entity';

/** A changed picture that was delivered and has not been deleted. */
export type DeliveredEdit = Pick<
  Edit,
  | 'orderId'
  | 'input'
  | 'change'
  | 'faces'
  | 'originalPath'
  | 'filePath'
  | 'width'
  | 'height'
  | 'faceDistance'
  | 'isFaceLost'
>;

/** A person's changed pictures. */
export class EditReader {
  constructor(private readonly database: Rows) {}

  /** Null for another person's, and for a deleted one. */
  find(userId: UserId, orderId: OrderId): Promise<DeliveredEdit | null> {
    return this.database.read.findOne(Edit, { select: SHOWN, where: { orderId, userId, filePath: Not(IsNull()) } });
  }

  /** What was asked for, however the order ended; null for another person's. */
  asked(
    userId: UserId,
    orderId: OrderId,
  ): Promise<Pick<Edit, 'orderId' | 'input' | 'change' | 'faces' | 'createdAt'> | null> {
    return this.database.read.findOne(Edit, {
      select: { orderId: true, input: true, change: true, faces: true, createdAt: true },
      where: { orderId, userId },
    });
  }
}

const SHOWN = {
  orderId: true,
  input: true,
  change: true,
  faces: true,
  originalPath: true,
  filePath: true,
  width: true,
  height: true,
  faceDistance: true,
  isFaceLost: true,
} as const;
