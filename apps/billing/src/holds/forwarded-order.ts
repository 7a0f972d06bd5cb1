import type { PlaceHold } from '@aisha/contracts/billing';
import { AppError } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { lineOf } from '@aisha/kinds/messages';

/**
 * Throws `idempotency-conflict` when the forwarded message does not begin the order that is paid: it has another person
 * or id, begins another kind, has another item or number, or begins no order at all.
 */
export function ensureForwardsWhatIsPaid({ orderId, userId, kind, item, units, onHeld }: PlaceHold): void {
  const { receiver, job, payload } = onHeld;
  const isPaid =
    receiver === ORDER_KIND[kind].worker &&
    job === `start-${kind}` &&
    payload['orderId'] === orderId &&
    payload['userId'] === userId &&
    lineOf(kind, payload).join() === [item, units].join();
  if (!isPaid)
    throw new AppError('idempotency-conflict', { facts: { problem: 'other-order-forwarded', orderId, job } });
}
