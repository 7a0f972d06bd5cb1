import { parsePayload } from '@aisha/contracts';
import type { PlaceHold } from '@aisha/contracts/billing';
import { AppError, asAppError } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { lineOf, START_MESSAGE } from '@aisha/kinds/messages';

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

/**
 * Throws `message-unreadable` when the worker could not read the message that begins its order. The worker would make it a dead letter, and
 * the credits would stay held for hours. A message with values of a newer release is forwarded: the worker may know them, and waits if not.
 */
export function ensureReadable({ kind, onHeld }: Pick<PlaceHold, 'kind' | 'onHeld'>): void {
  try {
    parsePayload(START_MESSAGE[kind].payload, onHeld.payload);
  } catch (error) {
    if (asAppError(error).code !== 'message-unknown') throw error;
  }
}
