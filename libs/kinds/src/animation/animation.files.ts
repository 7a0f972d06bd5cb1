import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { file, type StoredObject } from '../order/stored-object';

/** The video made of a picture. */
export const animationKey = (userId: UserId, orderId: OrderId): StoredObject =>
  file(`animations/${userId}/${orderId}.mp4`);

const everyAnimation: StoredObject = file('animations/');

export const ANIMATION_FILES = [
  {
    prefix: everyAnimation,
    form: String.raw`animations/{id}/{owner}\.mp4`,
    of: 'order',
    named: `SELECT FROM generator.animation WHERE order_id = file.id AND file_path = 'files:' || file.key`,
    isShown: true,
    isInApi: true,
  },
] as const satisfies readonly KindFile[];
