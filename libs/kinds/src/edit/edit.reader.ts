import { type AvatarId, type OrderId, RETENTION_MS, type UserId } from '@aisha/domain';
import { IsNull, Not } from 'typeorm';
import type { Rows } from '../order/rows';
import { Edit, type EditedInput } from './edit.entity';

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
      `${CHAIN}
       SELECT (SELECT avatar_id FROM chain WHERE order_id = $1) AS "avatarId",
              EXISTS (SELECT FROM chain WHERE faces = 'agreed') AS "isOfOthers"`,
      [orderId, userId],
    );
    return shown;
  }

  /**
   * Whether the picture goes back to a photo with faces that was sent more than a day ago. Such a photo must be sent again, so that the
   * trainer checks whether one of these people has asked meanwhile not to be drawn (decision 119). That holds for the person's own face,
   * too: the avatar by which it counted as theirs may be stopped since.
   */
  async isOfFacesLongAgo(userId: UserId, input: EditedInput, now: Date): Promise<boolean> {
    if (input.kind !== 'edit') return false;
    const began = await this.database.read.query<unknown[]>(
      `${CHAIN}
       SELECT FROM chain WHERE faces IN ('own', 'agreed') AND created_at < $3`,
      [input.orderId, userId, new Date(now.getTime() - RETENTION_MS.sentPhoto)],
    );
    return began.length > 0;
  }
}

/** The start of a query about an order of one person (`$1`, `$2`) and the person's earlier orders whose pictures it goes back to. */
const CHAIN = `
  WITH RECURSIVE chain AS (
    SELECT order_id, input, faces, avatar_id, created_at FROM generator.edit WHERE order_id = $1 AND user_id = $2
    UNION
    SELECT earlier.order_id, earlier.input, earlier.faces, earlier.avatar_id, earlier.created_at
    FROM generator.edit AS earlier JOIN chain ON earlier.order_id = (chain.input->>'orderId')::uuid
    WHERE chain.input->>'kind' = 'edit' AND earlier.user_id = $2)`;

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
