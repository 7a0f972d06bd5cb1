import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

export const openRestore = callback('rst', {});
/** Tries again with the photo of an order that failed through no fault of the photo. */
export const restoreAgain = callback('rst.retry', { orderId: id<OrderId>() });
/** Sends the original photo. */
export const showOriginal = callback('rst.orig', { orderId: id<OrderId>() });
export const deleteRestored = callback('rst.del', { orderId: id<OrderId>() });
export const deleteRestoredSurely = callback('rst.del.yes', { orderId: id<OrderId>() });
/** Leads back to the photo's buttons from the question whether to delete the photo. */
export const keepRestored = callback('rst.keep', { orderId: id<OrderId>() });
