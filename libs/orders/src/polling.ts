import type { PaidOrder } from '@aisha/database';
import { AppError, asAppError, type OrderId } from '@aisha/domain';
import type { FalOutcome, FalQueue } from '@aisha/providers/fal';
import type { Leases } from './leases';
import { submissionsRepeated } from './metrics';
import type { OrderStore } from './order.store';
import type { Outcome } from './outcome';
import type { OrderReference, RemoteWork, Result } from './paid-work';
import { isPast, later, type Parts } from './parts';
import type { Progress } from './progress';
import type { Submission } from './submission';

/** After a poll that failed: the provider, its files or our storage did not answer. */
const POLL_AGAIN_MS = 5_000;

/** After its deadline an order waits this long for the provider or our storage: the result may exist. */
const GRACE_MS = 10 * 60_000;

interface Collaborators<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  readonly store: OrderStore<O>;
  readonly outcome: Outcome<O, Start, R>;
  readonly progress: Progress<O>;
  readonly leases: Leases<O>;
  readonly submission: Submission<O, Start, R>;
}

/**
 * Submissions that the provider has: a callback or our own clock says that one may be done, and the provider itself is asked.
 * Whatever comes twice, late, early, or for an order that has ended changes nothing.
 */
export class Polling<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: RemoteWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R>,
    private readonly parts: Parts,
    private readonly fal: FalQueue,
  ) {}

  /** `told` is the request of a callback: it may be one whose submission was never answered. */
  async poll(orderId: OrderId, told: string | null): Promise<void> {
    const order = await this.engine.store.find(orderId);
    if (!order?.endpoint) return;
    if (order.finishedAt) return this.unwanted(order, told);
    const requestId = told ?? order.requestId;
    if (requestId === null && !order.submitStartedAt) return; // never sent
    try {
      if (requestId === null) return await this.unanswered(order);
      await this.conclude(order, requestId, await this.fal.poll({ endpoint: order.endpoint, requestId }));
    } catch (error) {
      if (order.submitStartedAt || !this.isHeld(order)) await this.pollAgain(order, asAppError(error));
    }
  }

  private async conclude(order: O, requestId: string, found: FalOutcome): Promise<void> {
    if (found.state === 'succeeded') return this.collect(order, requestId, found.output);
    // Back in our queue: only what an earlier submission made is welcome.
    if (!order.submitStartedAt) return this.isHeld(order) ? undefined : this.forgetEarlier(order);
    switch (found.state) {
      case 'failed':
        return this.failed(order, requestId, found.error);
      default:
        if (isSuperseded(order, requestId)) return;
        if (isPast(order.deadlineAt, this.parts.clock.now())) return this.timedOut(order, requestId);
        return this.goesOn(order, requestId, found);
    }
  }

  /** The provider works on it: remembers which request it is, and tells the person. */
  private async goesOn(
    order: O,
    requestId: string,
    found: Extract<FalOutcome, { state: 'queued' | 'running' }>,
  ): Promise<void> {
    const { store, progress } = this.engine;
    const now = this.parts.clock.now();
    const sinceSubmit = now.getTime() - (order.submitStartedAt ?? now).getTime();
    const step = found.state === 'queued' ? 'at-provider-queue' : 'working';
    const patch = {
      requestId,
      nextPollAt: later(now, this.work.policy.pollMs(sinceSubmit)),
      slotTakenAt: order.slotTakenAt ?? now,
    };
    if (!progress.isNews(order, step)) {
      await store.moveUnchanged(order, patch, 'waiting');
      return;
    }
    await this.parts.database.transaction(async (tx) => {
      const shown = { ...patch, shownStep: step, shownAt: now };
      const moved = await store.moveUnchangedIn(tx, order, shown, 'waiting');
      const ahead = found.state === 'queued' ? found.ahead : null;
      if (moved) await progress.tell(tx, moved, { step, ahead });
    });
  }

  /** The result is welcome from any submission of the order; one process collects it. */
  private async collect(order: O, requestId: string, output: unknown): Promise<void> {
    const { outcome, leases, progress } = this.engine;
    const leased = await this.leaseToCollect(order, requestId);
    if (!leased) return; // ended, or another process collects
    try {
      const result = await progress.during(leased, 'collecting', () =>
        leases.renewing(leased, () => this.work.collect(leased, output)),
      );
      if (!(await outcome.deliver(leased, result))) return await outcome.discard(leased, result);
    } catch (error) {
      await this.pollAgain(leased, asAppError(error));
      return;
    }
    await this.stopOther(leased, requestId);
  }

  private async leaseToCollect(order: O, requestId: string): Promise<O | null> {
    const { store, leases } = this.engine;
    const now = this.parts.clock.now();
    if (this.isHeld(order)) return null;
    const leaseUntil = leases.until();
    const state = order.submitStartedAt ? 'waiting' : 'running';
    const patch = {
      leaseUntil,
      nextPollAt: leaseUntil,
      requestId: order.requestId ?? requestId,
      shownStep: 'collecting',
      shownAt: now,
    };
    const leased = await store.moveUnchanged(order, patch, state);
    if (leased) return leased;
    // It has moved on since it was read: the answer to its submission came later than the callback, for one. Asked again at once,
    // since the next poll is seconds away.
    const current = await store.find(order.orderId);
    return current && !current.finishedAt && current.version !== order.version
      ? this.leaseToCollect(current, requestId)
      : null;
  }

  private async failed(order: O, requestId: string, error: AppError): Promise<void> {
    if (isSuperseded(order, requestId)) return;
    // A request the provider does not know, named by someone else: no news of our order.
    if (order.requestId === null && error.code === 'provider-result-lost') return;
    const { outcome } = this.engine;
    if (order.cancelRequestedAt) return void (await outcome.fail(order, new AppError('cancelled-by-user')));
    // Cancelled by an operator on the provider's own page: for the person it failed.
    const isOurs = error.code !== 'cancelled-by-user';
    await outcome.fail(
      order,
      this.work.explain(isOurs ? error : new AppError('provider-failed', { facts: error.facts })),
    );
  }

  /** It is unknown whether the provider accepted this submission: its slot is freed after a while, its deadline stays. */
  private async unanswered(order: O): Promise<void> {
    const { store } = this.engine;
    const { submitStartedAt, slotTakenAt, deadlineAt } = order;
    const now = this.parts.clock.now();
    if (isPast(deadlineAt, now)) return this.timedOut(order, null);
    const freeAt = submitStartedAt && later(submitStartedAt, this.work.policy.unansweredSlotMs);
    if (isPast(freeAt, now)) {
      if (slotTakenAt) this.parts.log.warn('order.slot-of-unanswered-freed', { orderId: order.orderId });
      await store.moveUnchanged(order, { slotTakenAt: null, nextPollAt: deadlineAt }, 'waiting');
    } else {
      await store.moveUnchanged(order, { nextPollAt: freeAt }, 'waiting');
    }
  }

  /** Submitted once more at our cost while the kind allows it; then the credits go back. */
  private async timedOut(order: O, requestId: string | null): Promise<void> {
    const { outcome, submission } = this.engine;
    const { kind, policy } = this.work;
    const { orderId, endpoint } = order;
    if (order.attempts < policy.attempts) {
      if (!(await submission.sendAgain(order))) return;
      submissionsRepeated.inc({ kind });
      this.parts.log.warn('order.submitted-again', { orderId, attempts: order.attempts + 1 });
    } else if (!(await outcome.fail(order, new AppError('provider-silent')))) return;
    if (endpoint && requestId) await submission.cancel({ endpoint, requestId });
  }

  /** Polls again soon if the error may pass; otherwise the order ends. */
  private async pollAgain(order: O, error: AppError): Promise<void> {
    const { store, outcome } = this.engine;
    const { orderId, deadlineAt, createdAt } = order;
    this.parts.log.failed('order.poll-failed', error, { orderId });
    const now = this.parts.clock.now();
    const again = { leaseUntil: null, nextPollAt: later(now, POLL_AGAIN_MS) };
    if (!order.submitStartedAt) {
      // In our queue: it keeps its turn while the late result is asked for again.
      if (!error.mayRetry) return this.forgetEarlier(order);
      await store.moveUnchanged(order, { ...again, slotTakenAt: null, shownStep: null }, 'queued');
      return;
    }
    const isTooLate = isPast(later(deadlineAt ?? createdAt, GRACE_MS), now);
    if (!error.mayRetry || isTooLate) return void (await outcome.fail(order, this.work.explain(error)));
    await store.moveUnchanged(order, again);
  }

  /** Nothing comes of an earlier submission of an order in our queue: it is submitted again when its turn comes. */
  private async forgetEarlier(order: O): Promise<void> {
    const forgotten = { requestId: null, nextPollAt: null, leaseUntil: null, slotTakenAt: null, shownStep: null };
    await this.engine.store.moveUnchanged(order, forgotten, 'queued');
  }

  /** Another worker has it in hand. */
  private isHeld({ leaseUntil }: O): boolean {
    return leaseUntil !== null && !isPast(leaseUntil, this.parts.clock.now());
  }

  /** The late first submission was delivered: the second is superseded. */
  private async stopOther({ endpoint, requestId }: O, delivered: string): Promise<void> {
    if (endpoint && requestId && requestId !== delivered) await this.engine.submission.cancel({ endpoint, requestId });
  }

  /** The order ended before we heard of this request: cancelling saves the rest of its cost. */
  private async unwanted({ endpoint, requestId }: O, told: string | null): Promise<void> {
    if (endpoint && told !== null && requestId !== told)
      await this.engine.submission.cancel({ endpoint, requestId: told });
  }
}

/**
 * Whether another submission has superseded a request, so that its failure no longer matters. Of a second submission whose request
 * we do not know yet we know only that it is not the first.
 */
const isSuperseded = ({ requestId, attempts }: PaidOrder, told: string): boolean =>
  requestId === null ? attempts > 1 : requestId !== told;
