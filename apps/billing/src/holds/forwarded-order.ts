import type { PlaceHold } from '@aisha/contracts/billing';
import { AppError } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { lineOf } from '@aisha/kinds/messages';

/**
 * Throws `idempotency-conflict` when what would be forwarded is not the order that is paid: another person's or another id, the start of
 * another kind, another item, or another number, or a message that begins no order at all.
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
