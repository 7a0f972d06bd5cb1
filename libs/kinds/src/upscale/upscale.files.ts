import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { ending, file, type StoredObject } from '../order/stored-object';

/** A delivered picture made larger. */
export const upscaleKey = (userId: UserId, orderId: OrderId, extension: string): StoredObject =>
  file(`upscales/${userId}/${orderId}.${ending(extension)}`);

const everyUpscale: StoredObject = file('upscales/');

export const UPSCALE_FILES = [
  {
    prefix: everyUpscale,
    form: String.raw`upscales/{id}/{owner}\.\w+`,
    of: 'order',
    named: `SELECT FROM generator.upscale WHERE order_id = file.id AND file_path = 'files:' || file.key`,
    isShown: true,
    isInApi: true,
  },
] as const satisfies readonly KindFile[];
