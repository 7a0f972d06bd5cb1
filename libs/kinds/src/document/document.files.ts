import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { ending, file, type StoredObject } from '../order/stored-object';

export const documentKey = (userId: UserId, orderId: OrderId, extension: string): StoredObject =>
  file(`documents/${userId}/${orderId}.${ending(extension)}`);

const everyDocument: StoredObject = file('documents/');

export const DOCUMENT_FILES = [
  {
    prefix: everyDocument,
    form: String.raw`documents/{id}/{owner}\.\w+`,
    of: 'order',
    named: `SELECT FROM transcriber.document WHERE order_id = file.id AND document_path = 'files:' || file.key`,
    isShown: true,
    isInApi: true,
  },
] as const satisfies readonly KindFile[];
