import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { photograph, type StoredObject } from '../order/stored-object';

/** A photo as it was before its restoration. */
export const originalKey = (userId: UserId, orderId: OrderId): StoredObject =>
  photograph(`originals/${userId}/${orderId}.jpg`);

/** A restored photo. */
export const restorationKey = (userId: UserId, orderId: OrderId): StoredObject =>
  photograph(`restorations/${userId}/${orderId}.jpg`);

/** The comparison, which shows the photo before and after. */
export const comparisonKey = (userId: UserId, orderId: OrderId): StoredObject =>
  photograph(`comparisons/${userId}/${orderId}.jpg`);

export const everyOriginal: StoredObject = photograph('originals/');

const everyRestoration: StoredObject = photograph('restorations/');

export const everyComparison: StoredObject = photograph('comparisons/');

export const RESTORATION_FILES = [
  {
    prefix: everyOriginal,
    form: String.raw`originals/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM enhancer.enhancement WHERE order_id = file.id AND original_path = 'avatars:' || file.key`,
    isShown: true,
    isInApi: false,
  },
  {
    prefix: everyRestoration,
    form: String.raw`restorations/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM enhancer.enhancement WHERE order_id = file.id AND file_path = 'avatars:' || file.key`,
    isShown: true,
    isInApi: true,
  },
  {
    prefix: everyComparison,
    form: String.raw`comparisons/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM enhancer.enhancement WHERE order_id = file.id AND comparison_path = 'avatars:' || file.key`,
    isShown: true,
    isInApi: false,
  },
] as const satisfies readonly KindFile[];
