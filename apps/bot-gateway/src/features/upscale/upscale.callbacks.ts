import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** A delivered order's pictures made larger: which one is asked when there are several. */
export const openUpscale = callback('ups', { orderId: id<OrderId>() });
