import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openRestore = callback('rst', {});
/** The photo of an order that failed by no fault of its own. */
export const restoreAgain = callback('rst.retry', { orderId: id<OrderId>() });
/** Sends the original photo. */
export const showOriginal = callback('rst.orig', { orderId: id<OrderId>() });
export const deleteRestored = callback('rst.del', { orderId: id<OrderId>() });
export const deleteRestoredSurely = callback('rst.del.yes', { orderId: id<OrderId>() });
/** Leads from the question back to what can be done with the photo. */
export const keepRestored = callback('rst.keep', { orderId: id<OrderId>() });
