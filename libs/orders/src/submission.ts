import { AppError, asAppError, ORDER_PATIENCE_MS } from '@aisha/domain';
import type { KindWithSlots } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { microDollars, onBehalfOf } from '@aisha/providers';
import type { RemoteQueue, RemoteRequest, RemoteSubmission } from '@aisha/providers/ports';
import { defer, UNTAKEN } from './deferral';
import { submissionsUnanswered } from './metrics';
import type { Costs, OrderStore, Patch } from './order.store';
import type { Outcome } from './outcome';
import type { OrderReference, RemoteWork, Result } from './paid-work';
import { earlier, isPast, later, type Parts } from './parts';
import type { Progress } from './progress';
import type { ProviderSlots } from './provider-slots.store';

/**
 * How long a marked order may wait for the provider's answer before it counts as unanswered: a little longer than the provider's client
 * waits.
 */
const ANSWER_LEASE_MS = 45_000;

/** Prepared files that are gone within this time were never really stored, so the engine does not prepare them again at once. */
const LASTS_MS = 5_000;

/** How many orders one refusal ends when the account has refused work for too long. */
const ENDED_AT_ONCE = 100;

/** Sends each order to the provider once: sets the submit marker first, and never sends the order again while the marker is set. */
export class Submission<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: RemoteWork<O, Start, R>,
    private readonly store: OrderStore<O>,
    private readonly outcome: Outcome<O, Start, R>,
    private readonly parts: Parts,
    private readonly provider: {
      readonly queue: RemoteQueue;
      readonly slots: ProviderSlots;
      readonly progress: Progress<O, Start, R>;
    },
  ) {}

  /** Sends an order that has a slot. */
  async send(order: O): Promise<void> {
    const submission = await this.work.submission(order).catch(asAppError);
    if (submission instanceof AppError) return this.notSent(order, submission);
    if (!submission) return this.prepareAgain(order);
    await this.markAndSend(order, submission, {});
  }

  /**
   * Gives a newly prepared order its slot and submit marker in one step, if a slot is free and no ready order waits for it. Null if
   * the order must wait for its turn.
   */
  async markAtOnce(order: O, ready: Patch<O>, submission: RemoteSubmission): Promise<O | null> {
    const now = this.parts.clock.now();
    const { mark, costs, booked } = this.marker(order, submission, now);
    const taken = { slotTakenAt: now, startedAt: order.startedAt ?? now };
    const slots = this.provider.slots.count(this.work.kind as KindWithSlots, now);
    const marked = await this.store.markInSlot(order, { ...ready, ...taken, ...mark }, costs, slots);
    booked();
    return marked;
  }

  /** Sends a marked order to the provider. False if the provider surely did not accept it. */
  async sendMarked(marked: O, submission: RemoteSubmission): Promise<boolean> {
    const answer = await this.provider.queue.submit(submission);
    switch (answer.state) {
      case 'accepted':
        await this.accepted(marked, answer.request);
        return true;
      case 'refused':
        await this.parts.calls.refused(marked, this.store);
        await this.refused(marked, answer.error);
        return false;
      case 'unknown':
        await this.unanswered(marked, answer.error);
        return true;
    }
  }

  /**
   * Submits a timed-out order again at our cost. The order keeps its slot, or takes one beyond the limit. `ended`: it cannot be sent again,
   * and has ended. `not-sent`: another process has gone on with it, the provider refused it, or its credits had gone back.
   */
  async sendAgain(order: O): Promise<'sent' | 'ended' | 'not-sent'> {
    const submission = await this.work.submission(order).catch(asAppError);
    if (!submission || submission instanceof AppError) {
      // A slow worker that lost the order to another does not end it.
      const ours = await this.store.moveUnchanged(order, {});
      const isEnded = ours && (await this.outcome.stop(ours, submission ?? new AppError('provider-silent')));
      return isEnded ? 'ended' : 'not-sent';
    }
    const isSent = await this.markAndSend(order, submission, { slotTakenAt: this.parts.clock.now() });
    return isSent ? 'sent' : 'not-sent';
  }

  /** Cancels a request that no order needs. If the provider cannot cancel it, we pay for the result and discard it. */
  async cancel(request: RemoteRequest): Promise<void> {
    const { requestId } = request;
    const end = await this.provider.queue.cancel(request).catch((error: unknown) => asAppError(error).code);
    this.parts.log.info('order.cancelled-at-provider', { requestId, end });
  }

  private async markAndSend(order: O, submission: RemoteSubmission, patch: Patch<O>): Promise<boolean> {
    const { mark, costs, booked } = this.marker(order, submission, this.parts.clock.now());
    const marked = await this.store.markSubmitted(order, { ...patch, ...mark }, costs);
    booked();
    if (marked) return this.sendMarked(marked, submission);
    await this.notMarked(order);
    return false;
  }

  /** The columns of the submit marker, and the costs that its statement books; `booked` is called when it has been committed. */
  private marker(order: O, { endpoint, dollars }: RemoteSubmission, now: Date) {
    const { calls } = this.parts;
    const mark = {
      endpoint,
      attempts: order.attempts + 1,
      requestId: null,
      submitStartedAt: now,
      deadlineAt: later(now, this.work.policy.deadlineMs(order)),
      nextPollAt: later(now, ANSWER_LEASE_MS),
      leaseUntil: null,
    };
    const call = {
      ...onBehalfOf(order, this.work.kind, this.work.reasonOf(order)),
      provider: this.provider.slots.provider,
      model: endpoint,
      microDollars: microDollars(dollars),
    };
    const corrections = calls.corrections(order.orderId);
    const costs: Costs = {
      booking: (first) => calls.insertion(call, now, first),
      corrections: corrections && corrections.sql,
    };
    return { mark, costs, booked: () => corrections?.written() };
  }

  /** Another process moved the order on, or its credits went back; in the second case the order ends here. */
  private async notMarked(order: O): Promise<void> {
    const now = await this.store.find(order.orderId);
    if (now?.version !== order.version || now.finishedAt) return;
    await this.outcome.fail(order, new AppError('hold-forgotten'));
  }

  private async accepted(order: O, request: RemoteRequest): Promise<void> {
    const { orderId } = order;
    const { requestId } = request;
    this.parts.log.info('order.submitted', { orderId, kind: this.work.kind, requestId });
    await this.provider.slots.resume();
    const nextPollAt = later(this.parts.clock.now(), this.work.policy.pollMs(0));
    if (await this.store.accepted(order, requestId, nextPollAt)) {
      if (order.deferredSince) await this.tellBegun(order);
      return;
    }
    // The callback came before the answer and ended the order; or the order was cancelled, or an earlier submission
    // finished it.
    const now = await this.store.find(orderId);
    if (now?.requestId !== requestId) await this.cancel(request);
  }

  /**
   * Corrects the card of an order that was refused before and is now accepted: until now the card said what the order
   * waits for.
   */
  private async tellBegun(order: O): Promise<void> {
    await this.parts.database.transaction((tx) => this.provider.progress.tell(tx, order, { step: 'preparing' }));
  }

  /** The provider may run the request: the order waits for the callback or the deadline. */
  private async unanswered(order: O, error: AppError): Promise<void> {
    const { kind, policy } = this.work;
    submissionsUnanswered.inc({ kind });
    this.parts.log.failed('order.submit-unanswered', error, { orderId: order.orderId });
    const now = this.parts.clock.now();
    const freeAt = later(now, policy.unansweredSlotMs);
    const deadlineAt = later(now, (policy.unansweredDeadlineMs ?? policy.deadlineMs)(order));
    await this.parts.database.transaction(async (tx) => {
      const isWaiting = await this.store.unanswered(tx, order, earlier(freeAt, deadlineAt), deadlineAt);
      if (isWaiting) await this.provider.progress.tell(tx, order, { step: 'unconfirmed' });
    });
  }

  /**
   * The provider surely does not have the request. If the provider may accept it later, the order waits in our queue and every replica
   * pauses the account; orders that have waited for an hour end. If the model is gone, the order goes to its successor; after any other
   * error it ends.
   */
  private async refused(order: O, error: AppError): Promise<void> {
    if (error.code === 'model-gone') return this.takeSuccessor(order, error);
    if (!error.mayRetry) return this.notSent(order, error);
    this.parts.log.failed('order.not-submitted', error, { orderId: order.orderId });
    const now = this.parts.clock.now();
    const since = await this.provider.slots.pause(error, now);
    const patience = later(now, -ORDER_PATIENCE_MS);
    const deferredSince = order.deferredSince ?? now;
    const requeued = {
      ...UNTAKEN,
      deferredSince,
      attempts: order.attempts - 1,
      ...(order.attempts === 1 && order.pastRequests.length === 0 && { startedAt: null }),
    };
    // A slow worker that lost the order to another does not end it. No process takes it now: the account is paused.
    const queued = await this.store.moveUnchanged(order, requeued, 'queued');
    if (queued && deferredSince <= patience) await this.outcome.stop(queued, error);
    if (since > patience) return;
    for (const late of await this.store.queuedBefore(patience, ENDED_AT_ONCE)) {
      // Ending takes a while, and meanwhile another process may have sent an order: the account may take work again.
      const waits = await this.store.moveUnchanged(late, {});
      if (waits) await this.outcome.stop(waits, error);
    }
  }

  /**
   * Handles an order whose model the provider no longer has. An order for which another model takes over is sent to that model when its
   * turn comes again; any other ends.
   */
  private async takeSuccessor(order: O, error: AppError): Promise<void> {
    const next = await this.work.submission(order).catch(asAppError);
    const isSame = next instanceof AppError || next === null || next.endpoint === order.endpoint;
    if (isSame) return this.notSent(order, error);
    const { orderId } = order;
    this.parts.log.info('order.model-replaced', { orderId, from: order.endpoint, to: next.endpoint });
    await this.store.moveUnchanged(order, { ...UNTAKEN, attempts: order.attempts - 1 }, 'queued');
  }

  private async notSent(order: O, error: AppError): Promise<void> {
    this.parts.log.failed('order.not-submitted', error, { orderId: order.orderId });
    await defer(order, error, { store: this.store, outcome: this.outcome, parts: this.parts });
  }

  private async prepareAgain(order: O): Promise<void> {
    const { readyAt } = order;
    const error = new AppError('provider-unreachable', { facts: { prepared: 'gone' } });
    const tools = { store: this.store, outcome: this.outcome, parts: this.parts };
    // If the files vanished right after the upload, the order is deferred: otherwise we would upload them in a loop.
    const atOnce = readyAt !== null && isPast(later(readyAt, LASTS_MS), this.parts.clock.now());
    await defer({ ...order, readyAt: null }, error, tools, { atOnce });
  }
}
