import type { Database } from '@aisha/database';
import type { PictureId } from '@aisha/domain';
import { GalleryReader, ImageGeneration, Picture, Upscale } from '@aisha/kinds/tables';
import type { Deletion, OrderReference } from '@aisha/orders';
import { fromReference, type StoredObject } from '@aisha/storage';
import { forgetFiles, forgetPicture, picturesKept, upscalesKept, upscalesKeptOf } from './picture.store';

/** Finds the files of an order's pictures and of their upscales. The order's row stays, because the receipt needs it. */
export async function picturesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
  // The query does not find another person's order.
  if (!(await database.read.existsBy(ImageGeneration, { orderId, userId }))) return null;
  const pictures = await database.read.findBy(Picture, picturesKept(orderId));
  const upscales = await database.read.findBy(Upscale, upscalesKept(userId, orderId));
  return { files: filesOf([...pictures, ...upscales]), forget: (tx) => forgetFiles(tx, orderId, upscales) };
}

/** Finds the files of one picture and its upscales; the other pictures of its order stay. */
export async function onePictureOf(
  database: Database,
  { userId }: OrderReference,
  pictureId: PictureId,
): Promise<Deletion | null> {
  // The query does not find another person's picture.
  const found = await new GalleryReader(database).find(userId, pictureId);
  if (!found) return null;
  const { picture } = found;
  const upscales = await database.read.findBy(Upscale, upscalesKeptOf(userId, pictureId));
  return { files: filesOf([picture, ...upscales]), forget: (tx) => forgetPicture(tx, picture, upscales) };
}

const filesOf = (rows: readonly Pick<Picture, 'filePath'>[]): StoredObject[] =>
  rows.map(({ filePath }) => fromReference(filePath ?? ''));
