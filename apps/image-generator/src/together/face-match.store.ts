import type { Database, Transaction } from '@aisha/database';
import type { KeepFaces } from '@aisha/contracts/image-generator';
import type { OrderId } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import { MeasuredFaces } from '@aisha/kinds/tables';

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
