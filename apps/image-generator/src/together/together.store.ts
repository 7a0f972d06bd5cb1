import type { Database, Transaction } from '@aisha/database';
import type { KeepFaces } from '@aisha/contracts/image-generator';
import type { OrderId } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import type { StartTogether } from '@aisha/kinds/messages';
import { MeasuredFaces, PermissionUse } from '@aisha/kinds/tables';

/** Writes down what the trainer has measured, once for each picture, while the order is open. */
export async function keepFaces(
  tx: Transaction,
  { orderId, userId, sha256, people, strangers }: KeepFaces,
): Promise<void> {
  await tx.query(
    `INSERT INTO generator.face_match (order_id, sha256, distances, strangers)
     SELECT order_id, $3, $4::jsonb, $5 FROM generator.together
      WHERE order_id = $1 AND user_id = $2 AND finished_at IS NULL
     ON CONFLICT DO NOTHING`,
    [orderId, userId, sha256, JSON.stringify(people.map(({ distance }) => distance)), strangers],
  );
}

/** What the trainer has measured of a picture; null until it has. */
export async function facesOf(database: Database, orderId: OrderId, sha256: string): Promise<FaceMatch | null> {
  return database.read.findOneBy(MeasuredFaces, { orderId, sha256 });
}

/** Removes the measurements of an order that has ended. */
export async function forgetFaces(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(MeasuredFaces, { orderId });
}

/**
 * Makes the permissions for one picture the order's own. Two orders lock them in one order, and the second one waits for the first, which
 * then has them.
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

/** Gives back permissions for one picture: their order has ended without one. */
export async function releasePermissions(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx.delete(PermissionUse, { orderId });
}
