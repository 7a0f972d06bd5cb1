import type { AvatarId, OrderId, UserId } from '@aisha/domain';
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

/** Whom a changed picture shows. */
interface ShownByEdit {
  readonly avatarId: AvatarId | null;
  readonly isOfOthers: boolean;
}

/** A person's changed pictures. */
export class EditReader {
  constructor(private readonly database: Rows) {}

  /** Finds a changed picture; null for another person's picture, and for a deleted one. */
  find(userId: UserId, orderId: OrderId): Promise<DeliveredEdit | null> {
    return this.database.read.findOne(Edit, { select: SHOWN, where: { orderId, userId, filePath: Not(IsNull()) } });
  }

  /** What was asked for, however the order ended; null for another person's order. */
  asked(userId: UserId, orderId: OrderId): Promise<Pick<Edit, 'orderId' | 'input' | 'change' | 'faces'> | null> {
    return this.database.read.findOne(Edit, {
      select: { orderId: true, input: true, change: true, faces: true },
      where: { orderId, userId },
    });
  }

  /**
   * Whom a changed picture shows: the avatar, and whether the chain of changes began with a sent photo of other people, who agree, as the
   * person says.
   */
  async shows(userId: UserId, orderId: OrderId): Promise<ShownByEdit> {
    const [shown] = await this.database.read.query<[ShownByEdit]>(
      `WITH RECURSIVE chain AS (
         SELECT order_id, input, faces, avatar_id FROM generator.edit WHERE order_id = $1 AND user_id = $2
         UNION
         SELECT earlier.order_id, earlier.input, earlier.faces, earlier.avatar_id
         FROM generator.edit AS earlier JOIN chain ON earlier.order_id = (chain.input->>'orderId')::uuid
         WHERE chain.input->>'kind' = 'edit' AND earlier.user_id = $2)
       SELECT (SELECT avatar_id FROM chain WHERE order_id = $1) AS "avatarId",
              EXISTS (SELECT FROM chain WHERE faces = 'agreed') AS "isOfOthers"`,
      [orderId, userId],
    );
    return shown;
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
