import type { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import type { InputOf } from '@aisha/kinds';
import { GenerationReader, type Picture } from '@aisha/kinds/tables';
import sharp from '@aisha/pictures/frugal-sharp';

/** A person's own picture with its file; undefined if it is deleted or another person's. */
export const pictureOf = async (
  database: Database,
  userId: UserId,
  input: InputOf<'picture'>,
): Promise<StoredPicture | undefined> => {
  const found = await new GenerationReader(database).find(userId, input.orderId);
  return found?.pictures.find((picture): picture is StoredPicture => picture.id === input.pictureId);
};

/** A picture that has a file: the reader finds only such pictures. */
export type StoredPicture = Picture & { readonly filePath: string };

/**
 * The largest picture, in bytes, with which an order begins: a delivered one of four megapixels has less than 4 MB, a sent photo of 2048
 * pixels less than 8.
 */
export const SOURCE_BYTES = 8 * 1024 * 1024;
/**
 * The longest side in pixels of the copy that a model gets. Models draw about one megapixel, so a larger copy would only take longer to
 * upload.
 */
const LONGEST_SIDE = 1_600;

/** The copy of a picture that a model changes or animates. */
export const sourceJpeg = (picture: Buffer): Promise<Buffer> =>
  sharp(picture)
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 92 })
    .toBuffer();
