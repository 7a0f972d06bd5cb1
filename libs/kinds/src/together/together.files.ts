import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { file, type StoredObject } from '../order/stored-object';

/** The picture of several people; a picture that is drawn again replaces the one before it. */
export const togetherKey = (userId: UserId, orderId: OrderId): StoredObject =>
  file(`together/${userId}/${orderId}.jpg`);

export const everyTogether: StoredObject = file('together/');

export const TOGETHER_FILES = [
  {
    prefix: everyTogether,
    form: String.raw`together/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM generator.together WHERE order_id = file.id AND file_path = 'files:' || file.key`,
    isShown: true,
    isInApi: false,
  },
] as const satisfies readonly KindFile[];
