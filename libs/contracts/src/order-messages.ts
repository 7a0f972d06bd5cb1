import type { OrderId, UserId } from '@aisha/domain';
import { type KindWithSlots, ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { FinishAtProvider } from './finish-at-provider';
import type { Message } from './inbox';

/** "The provider may have something", addressed to the worker of a kind. */
export const finishOrder = (kind: KindWithSlots, { orderId, requestId, source }: FinishAtProvider): Message => ({
  receiver: ORDER_KIND[kind].worker,
  job: `finish-${kind}`,
  payload: { orderId, requestId, source },
});

/** "Stop it", addressed to the worker of a kind. */
export const cancelOrder = (
  kind: OrderKind,
  {
    orderId,
    userId,
    isWithdrawn,
  }: { readonly orderId: OrderId; readonly userId: UserId; readonly isWithdrawn?: boolean },
): Message => ({
  receiver: ORDER_KIND[kind].worker,
  job: `cancel-${kind}`,
  payload: { orderId, userId, ...(isWithdrawn && { isWithdrawn }) },
});
