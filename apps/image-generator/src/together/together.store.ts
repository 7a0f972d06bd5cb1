import type { Database, Transaction } from '@aisha/database';
import type { KeepFaces } from '@aisha/contracts/image-generator';
import type { OrderId } from '@aisha/domain';
import type { StartTogether } from '@aisha/kinds/messages';
import { MeasuredFaces, PermissionUse } from '@aisha/kinds/tables';

/** A stored picture that waits to be measured. */
export type UnmeasuredPicture = Omit<MeasuredFaces, 'distances' | 'strangers'>;

/** Records a picture that waits to be measured; there is one for each request. */
export async function addUnmeasured(tx: Transaction, picture: UnmeasuredPicture): Promise<void> {
  await tx.createQueryBuilder().insert().into(MeasuredFaces).values(picture).orIgnore().execute();
}

/** Records what the trainer has measured, once, and only while the order is open. */
export async function keepFaces(
  tx: Transaction,
  { orderId, userId, sha256, people, strangers }: KeepFaces,
): Promise<void> {
  await tx.query(
    `UPDATE generator.face_match measured SET distances = $4::jsonb, strangers = $5
       FROM generator.together asked
      WHERE measured.order_id = $1 AND sha256 = $3 AND distances IS NULL
        AND asked.order_id = $1 AND asked.user_id = $2 AND asked.finished_at IS NULL`,
    [orderId, userId, sha256, JSON.stringify(people.map(({ distance }) => distance)), strangers],
  );
}

/** The picture that a request has made, with its measurement if there is one; null while there is no picture. */
export function pictureOf(database: Database, orderId: OrderId, requestId: string): Promise<MeasuredFaces | null> {
  return database.read.findOneBy(MeasuredFaces, { orderId, requestId });
}

/** Removes the measurements of an order that has ended. */
export async function forgetFaces(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(MeasuredFaces, { orderId });
}

/**
 * Takes for this order those of its permissions for one picture that no other order has. All orders lock permissions in the same sequence;
 * when two orders want the same permissions, the second waits until the first has taken them.
 */
export async function claimPermissions(
  tx: Transaction,
  { userId, orderId, permissionIds }: StartTogether,
): Promise<void> {
  await tx.query(
    `INSERT INTO generator.permission_use (permission_id, order_id)
     SELECT id, $3 FROM bot.drawing_permission WHERE asker_id = $1 AND id = ANY ($2::uuid[]) AND scope = 'once' ORDER BY id
     ON CONFLICT DO NOTHING`,
    [userId, permissionIds, orderId],
  );
}

/** Gives back permissions for one picture, because their order has ended without a picture. */
export async function releasePermissions(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(PermissionUse, { orderId });
}
