import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { ending, file, type StoredObject } from '../order/stored-object';

/** One picture of a generation, counted from 0. */
export const pictureKey = (userId: UserId, orderId: OrderId, index: number, extension: string): StoredObject =>
  file(`pictures/${userId}/${orderId}/${index}.${ending(extension)}`);

/** The same picture drawn again, beside the first until one of them is delivered. */
export const redrawnPictureKey = (userId: UserId, orderId: OrderId, index: number, extension: string): StoredObject =>
  file(`pictures/${userId}/${orderId}/${index}-again.${ending(extension)}`);

export const everyPicture: StoredObject = file('pictures/');

export const GENERATION_FILES = [
  {
    prefix: everyPicture,
    form: String.raw`pictures/{id}/{owner}/\d+(?:-again)?\.\w+`,
    of: 'order',
    named: `SELECT FROM generator.picture WHERE order_id = file.id AND file_path = 'files:' || file.key`,
    isShown: true,
    isInApi: true,
  },
] as const satisfies readonly KindFile[];
