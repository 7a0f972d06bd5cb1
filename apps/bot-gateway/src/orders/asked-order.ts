import type { Message } from '@aisha/contracts';
import type { AskedWork } from '../engine/conversation';

/**
 * The order that a message places, cancels or concerns. A message that asks for a new order contains `onHeld`, the work that billing forwards
 * once the credits are held; the span of such a message begins the order's trace. The event is the log's first line about an order: the
 * person's tap.
 */
export const askedOrder = ({ payload: { orderId, onHeld } }: Message): AskedWork | undefined =>
  typeof orderId === 'string'
    ? {
        facts: { orderId },
        event: 'order.asked',
        span: {
          name: 'order asked',
          kind: 'server',
          begins: onHeld !== undefined,
          facts: { 'aisha.order.id': orderId },
        },
      }
    : undefined;
