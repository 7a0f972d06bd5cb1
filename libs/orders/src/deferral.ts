import { DAY_MS, ORDER_PATIENCE_MS, type AppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { OrderStore, Patch } from './order.store';
import { isPast, later, type Parts } from './parts';

/** The pause before a retry: 5 s at first, later a quarter of the time for which attempts have failed, and a minute at most. */
const DEFER_MS = { first: 5_000, most: 60_000, fraction: 0.25 };

/** Defers an order, or ends it if waiting is useless or has lasted too long. */
export async function defer<O extends PaidOrder>(
  order: O,
  error: AppError,
  {
    store,
    outcome,
    parts,
  }: { store: OrderStore<O>; outcome: { stop(order: O, error: AppError): Promise<boolean> }; parts: Parts },
  { atOnce = false } = {},
): Promise<void> {
  const now = parts.clock.now();
  if (!error.mayRetry || isPast(order.deferredSince && later(order.deferredSince, ORDER_PATIENCE_MS), now)) {
    // A slow worker that lost the order to another does not end it. The lease stays: if the end fails, another process resumes the
    // order when the lease has run out.
    const ours = await store.moveUnchanged(order, {});
    if (ours) await outcome.stop(ours, error);
    return;
  }
  const { attempts, readyAt } = order;
  const patch: Patch<O> = { attempts, readyAt, ...putOff(order, error, now, { atOnce }) };
  await store.moveUnchanged(order, patch, 'queued');
}

/** The columns of an order that waits in our queue until an error passes. */
export function putOff(
  { deferredSince }: Pick<PaidOrder, 'deferredSince'>,
  { code }: AppError,
  now: Date,
  { atOnce = false } = {},
) {
  const since = deferredSince ?? now;
  const soFar = now.getTime() - since.getTime();
  const pause = atOnce ? 0 : Math.min(DEFER_MS.most, Math.max(DEFER_MS.first, soFar * DEFER_MS.fraction));
  return { leaseUntil: null, notBefore: later(now, pause), deferredSince: since, deferredBy: code, ...UNTAKEN };
}

/** How long the finished part of a cancelled order waits for our storage; then the order ends without it. */
const KEPT_AFTER_CANCEL_MS = DAY_MS;

/**
 * The columns of a cancelled order whose finished part cannot be joined now; null if waiting is useless or has lasted
 * too long.
 */
export function putOffEnd(order: PaidOrder, error: AppError, { clock, log }: Parts) {
  const { orderId, deferredSince } = order;
  const now = clock.now();
  log.failed('order.cancel-put-off', error, { orderId });
  if (!error.mayRetry || isPast(deferredSince && later(deferredSince, KEPT_AFTER_CANCEL_MS), now)) return null;
  return putOff(order, error, now);
}

/** The columns of an order without a slot and without a submission. */
export const UNTAKEN = {
  slotTakenAt: null,
  submitStartedAt: null,
  deadlineAt: null,
  nextPollAt: null,
  shownStep: null,
  shownPosition: null,
} as const;

/** The columns of an order whose next request is ready, while no request is open. */
export const NEXT_REQUEST = {
  ...UNTAKEN,
  attempts: 0,
  requestId: null,
  leaseUntil: null,
  notBefore: null,
  deferredSince: null,
  deferredBy: null,
} as const;
