import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { photograph, type StoredObject } from '../order/stored-object';

/** A picture changed by a sentence. It lies with the photographs, because it may be a person's own photo. */
export const editKey = (userId: UserId, orderId: OrderId): StoredObject => photograph(`edits/${userId}/${orderId}.jpg`);

/** A sent photo as it was before its change. */
export const editedPhotoKey = (userId: UserId, orderId: OrderId): StoredObject =>
  photograph(`edited-photos/${userId}/${orderId}.jpg`);

export const everyEdit: StoredObject = photograph('edits/');

export const everyEditedPhoto: StoredObject = photograph('edited-photos/');

export const EDIT_FILES = [
  {
    prefix: everyEdit,
    form: String.raw`edits/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM generator.edit WHERE order_id = file.id AND file_path = 'avatars:' || file.key`,
    isShown: true,
    isInApi: true,
  },
  {
    prefix: everyEditedPhoto,
    form: String.raw`edited-photos/{id}/{owner}\.jpg`,
    of: 'order',
    named: `SELECT FROM generator.edit WHERE order_id = file.id AND original_path = 'avatars:' || file.key`,
    isShown: true,
    isInApi: false,
  },
] as const satisfies readonly KindFile[];
