import { DAY_MS, type AppError, asAppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { RemoteSubmission } from '@aisha/providers/ports';
import type { Collaborators } from './collaborators';
import { LeaseLost } from './leases';
import type { OrderStore, Patch } from './order.store';
import type { OrderReference, RemoteWork, Result } from './paid-work';
import { isPast, later, type Parts } from './parts';
import type { Submission } from './submission';

/** The pause before a retry: 5 s at first, later a quarter of the time for which attempts have failed, and a minute at most. */
const DEFER_MS = { first: 5_000, most: 60_000, fraction: 0.25 };

/** How long an order waits for an error to pass; then it ends with the part that it has made, if any. */
export const PATIENCE_MS = 60 * 60_000;

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
  if (!error.mayRetry || isPast(order.deferredSince && later(order.deferredSince, PATIENCE_MS), now)) {
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

/** Prepares queued orders for submission. Needs no slot and may run again. */
export class Preparation<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: RemoteWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R> & { readonly submission: Submission<O, Start, R> },
    private readonly parts: Parts,
  ) {}

  /** Prepares an order. True: it is ready for its turn. False: it is submitted, deferred or ended, or another process has it. */
  prepare(order: O): Promise<boolean> {
    return this.parts.calls.correctingWith(order.orderId, () => this.prepareAndSend(order));
  }

  private async prepareAndSend(order: O): Promise<boolean> {
    const { log, clock } = this.parts;
    const { store, outcome, leases, submission } = this.engine;
    let request: RemoteSubmission | null;
    let marked: O | null;
    try {
      const prepared = await leases.renewing(order, () => this.work.prepare(order));
      // A started order is prepared again because its files were gone when its turn came. That problem may still exist, so the time of its
      // deferral runs on.
      const deferredSince = order.startedAt ? order.deferredSince : null;
      const passed = { notBefore: null, deferredSince, deferredBy: null };
      const ready = { ...prepared.fields, readyAt: clock.now(), leaseUntil: null, ...passed };
      request = prepared.submission;
      marked = request && (await this.markAtOnce(order, ready, request));
      if (!marked) await store.moveUnchanged(order, ready);
    } catch (error) {
      if (error instanceof LeaseLost) return false; // another process has the order, or resumes it after this one stops
      const failure = asAppError(error);
      log.failed('order.not-prepared', failure, { orderId: order.orderId });
      await defer(order, failure, { store, outcome, parts: this.parts });
      return false;
    }
    if (!request || !marked) return true;
    await submission.sendMarked(marked, request);
    return false;
  }

  /**
   * Null if the order cannot get its submit marker now, for any reason: the prepared work stays, and the order waits
   * for its turn.
   */
  private async markAtOnce(order: O, ready: Patch<O>, request: RemoteSubmission): Promise<O | null> {
    try {
      return await this.engine.submission.markAtOnce(order, ready, request);
    } catch (error) {
      this.parts.log.failed('order.not-marked', error, { orderId: order.orderId });
      return null;
    }
  }
}
