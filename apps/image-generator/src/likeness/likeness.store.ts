import type { KeepEditLikeness, MeasuredPicture } from '@aisha/contracts/image-generator';
import type { PictureLikeness } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';

/**
 * Records the measurements of a person's pictures that still exist; an earlier measurement of a picture stays. Resolves to the pictures that
 * show a face and were not measured before, sorted by position.
 */
export async function keepLikeness(
  tx: Transaction,
  { orderId, userId }: { readonly orderId: OrderId; readonly userId: UserId },
  pictures: readonly MeasuredPicture[],
): Promise<PictureLikeness[]> {
  const [kept] = await tx.query<[{ position: number; distance: number | null }[], number]>(
    `UPDATE generator.picture picture SET face_distance = measured.distance, face_measured_at = now()
       FROM unnest($3::uuid[], $4::real[]) AS measured (id, distance), generator.image_generation generation
      WHERE picture.id = measured.id AND picture.order_id = $1 AND picture.file_path IS NOT NULL
        AND picture.face_measured_at IS NULL AND generation.order_id = $1 AND generation.user_id = $2
      RETURNING picture.position, picture.face_distance AS distance`,
    [orderId, userId, pictures.map(({ pictureId }) => pictureId), pictures.map(({ distance }) => distance)],
  );
  return kept
    .flatMap(({ position, distance }) => (distance === null ? [] : [{ position, distance }]))
    .sort((a, b) => a.position - b.position);
}

/**
 * Records how similar the faces of a changed picture are to those of the original. False when the picture is gone, is another person's, or
 * was measured before.
 */
export async function keepEditLikeness(
  tx: Transaction,
  { orderId, userId, distance, isFaceLost }: KeepEditLikeness,
): Promise<boolean> {
  const [kept] = await tx.query<[unknown[], number]>(
    `UPDATE generator.edit SET face_distance = $3, is_face_lost = $4, face_measured_at = now()
      WHERE order_id = $1 AND user_id = $2 AND file_path IS NOT NULL AND face_measured_at IS NULL RETURNING order_id`,
    [orderId, userId, distance, isFaceLost],
  );
  return kept.length > 0;
}
