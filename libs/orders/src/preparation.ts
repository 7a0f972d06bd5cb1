import { asAppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { RemoteSubmission } from '@aisha/providers/ports';
import type { Collaborators } from './collaborators';
import { defer } from './deferral';
import { LeaseLost } from './leases';
import type { Patch } from './order.store';
import type { OrderReference, RemoteWork, Result } from './paid-work';
import type { Parts } from './parts';
import type { Submission } from './submission';

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
