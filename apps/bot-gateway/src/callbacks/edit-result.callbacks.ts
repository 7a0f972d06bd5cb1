import type { OrderId } from '@aisha/domain';
import { editTexts, inEveryLanguage } from '@aisha/words';
import { callback, id } from '../engine/conversation';
import { fileUse } from '../orders/file-kind';

/** Offers the same change of the same picture again, so that the person need not type it. */
export const editAgain = callback('edr.again', { orderId: id<OrderId>() });
/** Asks for a further change of the changed picture. */
export const editMore = callback('edr.more', { orderId: id<OrderId>() });
/** Sends the original picture. */
export const undoEdit = callback('edr.undo', { orderId: id<OrderId>() });
/** Asks for another change of the original picture. */
export const editBefore = callback('edr.before', { orderId: id<OrderId>() });
export const deleteEdit = callback('edr.del', { orderId: id<OrderId>() });
export const deleteEditSurely = callback('edr.del.yes', { orderId: id<OrderId>() });
/** Leads back from the question whether to delete the picture to its buttons. */
export const keepEdit = callback('edr.keep', { orderId: id<OrderId>() });

/** The button in «Мои файлы» that changes a changed picture further. */
export const editMoreOf = fileUse(
  inEveryLanguage(editTexts, (t) => t.more),
  (label, { orderId }) => editMore.button(label, { orderId }),
);
