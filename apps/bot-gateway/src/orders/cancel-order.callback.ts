import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

export const cancelOrder = callback('ord.cancel', { orderId: id<OrderId>() });
