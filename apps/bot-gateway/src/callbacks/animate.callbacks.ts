import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

/** Offers a video of the same picture and with the same motion again, after an order that brought none. */
export const animateAgain = callback('ani.again', { orderId: id<OrderId>() });
