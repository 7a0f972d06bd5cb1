import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

/** Shows what an order cost and why. The balance feature handles this button. */
export const openReceipt = callback('res.receipt', { orderId: id<OrderId>() });
