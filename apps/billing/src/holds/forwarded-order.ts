import type { PlaceHold } from '@aisha/contracts/billing';
import { AppError } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { lineOf } from '@aisha/kinds/messages';

/**
 * Throws `idempotency-conflict` when the message to forward does not begin the order that is paid for: it begins no order, or an order of
 * another person, id, kind, item or number of units.
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
