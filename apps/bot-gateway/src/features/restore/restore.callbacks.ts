import { inEveryLanguage, restoreTexts } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';
import { keptFile } from '../../free-files/kept-file';

export const openRestore = callback('rst', {});
/** Of a photo of «Мои файлы». */
export const restoreKept = callback('rst.of', keptFile);
/** Of a photo that was sent out of the blue: the newest that the question is about. */
export const restoreSent = callback('rst.take', {});
/** The photo of an order that failed by no fault of its own. */
export const restoreAgain = callback('rst.retry', { orderId: id<OrderId>() });
/** Sends the photo as it was. */
export const showOriginal = callback('rst.orig', { orderId: id<OrderId>() });
export const deleteRestored = callback('rst.del', { orderId: id<OrderId>() });
export const deleteRestoredSurely = callback('rst.del.yes', { orderId: id<OrderId>() });
/** From the question back to what can be done with the photo. */
export const keepRestored = callback('rst.keep', { orderId: id<OrderId>() });

/** A photo of «Мои файлы» made sharp. */
export const sharpen = fileUse(
  inEveryLanguage(restoreTexts, (t) => t.useSharpen),
  (label, { kind, id }) => restoreKept.button(label, { kind, id }),
);
