import { AppError, asAppError, ERROR_CODES, ORDER_PATIENCE_MS, type OrderId } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { RemoteOutcome, RemoteQueue } from '@aisha/providers/ports';
import type { Collaborators } from './collaborators';
import { NEXT_REQUEST } from './deferral';
import { submissionsRepeated } from './metrics';
import type { OrderReference, RemoteWork, Result } from './paid-work';
import { earlier, isPast, later, type Parts, type Rounds } from './parts';
import type { Submission } from './submission';

/** The pause after a poll that failed: the provider, its files or our storage did not answer. */
const POLL_AGAIN_MS = 5_000;

/** The longest pause before a finished result is collected again that our storage could not take. */
const COLLECT_AGAIN_AT_MOST_MS = 5 * 60_000;

/** How long past its deadline an order waits while the provider or our database is down: the result may exist. */
const GRACE_MS = 10 * 60_000;

/**
 * Polls the submissions that the provider has, after a callback or on a timer. Answers may come twice, late, early or after the end of
 * their order; one that is out of date changes nothing.
 */
export class Polling<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: RemoteWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R> & { readonly submission: Submission<O, Start, R> },
    private readonly parts: Parts,
    private readonly queue: RemoteQueue,
    private readonly rounds: Pick<Rounds, 'waits' | 'freed'>,
  ) {}

  /** `told`: the request that a callback names, even if we never got an answer to its submission; null when the poll is due. */
  async poll(orderId: OrderId, told: string | null): Promise<void> {
    const found = await this.engine.store.findToCollect(orderId);
    if (!found?.order.endpoint) return;
    const { order, shownUnless } = found;
    const { endpoint } = found.order;
    if (told !== null && order.pastRequests.includes(told)) return; // the callback is of an earlier request, and tells nothing about the present one
    if (order.finishedAt) return this.unwanted(order, told);
    const requestId = isOfAnother(order, told) ? order.requestId : (told ?? order.requestId);
    if (requestId === null && !order.submitStartedAt) return; // no submission was sent
    try {
      if (requestId === null) return await this.unanswered(order);
      await this.conclude(
        order,
        requestId,
        await this.queue.poll({ endpoint, requestId }, this.work.stepsInLog(order)),
        shownUnless,
      );
    } catch (error) {
      if (order.submitStartedAt || !this.isHeld(order)) await this.pollAgain(order, requestId, asAppError(error));
    }
  }

  private async conclude(order: O, requestId: string, found: RemoteOutcome, shownUnless: string | null): Promise<void> {
    if (found.state === 'succeeded') return this.collect(order, requestId, found.output, shownUnless);
    // The order is in our queue again: only the result of an earlier submission counts.
    if (!order.submitStartedAt) return this.isHeld(order) ? undefined : this.forgetEarlier(order);
    switch (found.state) {
      case 'failed':
        return this.failed(order, requestId, found.error);
      case 'queued':
      case 'running':
        if (isSuperseded(order, requestId)) return;
        if (isPast(order.deadlineAt, this.parts.clock.now())) return this.timedOut(order, requestId);
        return this.goesOn(order, requestId, found);
    }
  }

  /** Records that the provider works on the request, and shows the progress. */
  private async goesOn(
    order: O,
    requestId: string,
    found: Extract<RemoteOutcome, { state: 'queued' | 'running' }>,
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
      const said = found.state === 'queued' ? { ahead: found.ahead } : found.counted;
      if (moved) await progress.tell(tx, moved, { step, ...said });
    });
  }

  /**
   * Collects the result, in one process alone. Any submission of the order may bring it. The request that the order's row names is known by
   * its id, so its output is the order's, whatever it says.
   */
  private async collect(order: O, requestId: string, output: unknown, shownUnless: string | null): Promise<void> {
    if (requestId !== order.requestId && !this.work.isOutputOf(order, output)) return;
    const leased = await this.leaseToCollect(order, requestId);
    if (!leased) return; // ended, or another process collects
    await this.parts.calls.correctingWith(order.orderId, () =>
      this.collectLeased(leased, requestId, output, shownUnless),
    );
  }

  private async collectLeased(
    leased: O,
    requestId: string,
    output: unknown,
    shownUnless: string | null,
  ): Promise<void> {
    const { outcome, leases, progress } = this.engine;
    try {
      const result = await progress.during(leased, 'collecting', () =>
        leases.renewing(leased, () => this.work.collect(leased, output, shownUnless)),
      );
      const onward = await this.goOn(leased, result, requestId);
      if (onward === 'lost') return await outcome.discard(leased, result);
      if (
        onward !== 'sent-on' &&
        !(await outcome.deliver(leased, onward === 'cancelled' ? cutShort(leased, result) : result))
      ) {
        return await outcome.discard(leased, result);
      }
    } catch (error) {
      await this.collectAgain(leased, requestId, asAppError(error));
      return;
    }
    await this.stopOther(leased, requestId);
  }

  /**
   * Queues an order of several requests for its next one, in the transaction that keeps the result of this one (`sent-on`). `last`: there
   * is no next request. `cancelled`: the person cancelled the order meanwhile. `lost`: the order has ended, or another process has gone on
   * with it. `requestId` is the submission that ended the request, if it is not the newest.
   */
  private async goOn(
    order: O,
    ended: R | AppError,
    requestId = order.requestId,
  ): Promise<'sent-on' | 'last' | 'cancelled' | 'lost'> {
    const { store, progress } = this.engine;
    const fields = order.cancelRequestedAt ? null : this.work.next(order, ended);
    if (!fields) return order.cancelRequestedAt ? 'cancelled' : 'last';
    const now = this.parts.clock.now();
    const pastRequests = [...order.pastRequests, ...requestsOf(order.requestId, requestId)];
    const takesTurn = this.work.takesTurn({ ...order, ...fields });
    const readyAt = takesTurn ? now : order.readyAt;
    const patch = { ...NEXT_REQUEST, ...fields, pastRequests, readyAt, shownStep: 'working', shownAt: now };
    const moved = await this.parts.database.transaction(async (tx) => {
      const next = takesTurn
        ? await store.queueNext(tx, order, patch)
        : await store.moveUnchangedIn(tx, order, patch, 'queued');
      if (next) await progress.tell(tx, next, { step: 'working' });
      return next;
    });
    if (moved) {
      this.rounds.waits();
      return 'sent-on';
    }
    return this.overtaken(order);
  }

  /**
   * Tells what happened to an order whose row has changed since it was read. The submit marker identifies a request before its id is known.
   */
  private async overtaken(order: O): Promise<'cancelled' | 'lost'> {
    const current = await this.engine.store.find(order.orderId);
    const isCancelled =
      current?.cancelRequestedAt && current.submitStartedAt?.getTime() === order.submitStartedAt?.getTime();
    return isCancelled && !current.finishedAt ? 'cancelled' : 'lost';
  }

  /**
   * Goes on after a request has finally failed: sends the next request of the order, or ends the order with the result so far. An order that
   * was cancelled meanwhile ends as cancelled. False if the order had ended before, or another process has taken it over: a slow process
   * must not end such an order.
   */
  private async requestFailed(order: O, error: AppError, requestId = order.requestId): Promise<boolean> {
    const ours = await this.engine.store.moveUnchanged(order, {});
    const onward = ours ? await this.goOn(ours, error, requestId) : await this.overtaken(order);
    if (onward === 'sent-on') return true;
    const reason = onward === 'cancelled' ? new AppError('cancelled-by-user') : error;
    return onward !== 'lost' && this.engine.outcome.stop(order, reason);
  }

  private async leaseToCollect(order: O, requestId: string): Promise<O | null> {
    const { store, leases } = this.engine;
    const now = this.parts.clock.now();
    // Another process may have collected this request and sent the order on to its next one, while the provider answered this process.
    if (this.isHeld(order) || order.pastRequests.includes(requestId)) return null;
    const leaseUntil = leases.until();
    const state = order.submitStartedAt ? 'waiting' : 'running';
    const patch = {
      leaseUntil,
      nextPollAt: leaseUntil,
      requestId: order.requestId ?? requestId,
      // The provider is done with the request: the next order need not wait until its files are here.
      ...(!isSuperseded(order, requestId) && { slotTakenAt: null }),
      shownStep: 'collecting',
      shownAt: now,
    };
    const leased = await store.moveUnchanged(order, patch, state);
    if (leased) {
      this.rounds.freed();
      return leased;
    }
    // The order has moved on since it was read, for example because the answer to its submission came after the callback. Try again at
    // once: the next regular poll is seconds away.
    const current = await store.find(order.orderId);
    return current && !current.finishedAt && current.version !== order.version
      ? this.leaseToCollect(current, requestId)
      : null;
  }

  private async failed(order: O, requestId: string, error: AppError): Promise<void> {
    if (isSuperseded(order, requestId)) return;
    // The provider does not know this request, which only the callback named: the error tells nothing about our order.
    if (order.requestId === null && error.code === 'provider-result-lost') return;
    const { outcome } = this.engine;
    // A provider bills for what it makes, and this request made nothing.
    await this.parts.calls.unbilled(order);
    if (order.cancelRequestedAt) return void (await outcome.stop(order, new AppError('cancelled-by-user')));
    // An operator may have cancelled the request on the provider's page: for the person the order failed then.
    const isOurs = error.code !== 'cancelled-by-user';
    await this.requestFailed(
      order,
      this.work.explain(isOurs ? error : new AppError('provider-failed', { facts: error.facts }), order),
      requestId,
    );
  }

  /**
   * We do not know whether the provider accepted this submission. Its slot is freed after a while, and past its deadline it has timed out.
   */
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
      await store.moveUnchanged(order, { nextPollAt: freeAt && earlier(freeAt, deadlineAt) }, 'waiting');
    }
  }

  /**
   * Submits again at our cost while the kind allows it and the person has not cancelled. Otherwise the request has failed: the order goes
   * on to its next one, or ends with what it has so far. Then cancels the old request at the provider, if its id is known.
   */
  private async timedOut(order: O, requestId: string | null): Promise<void> {
    const { submission } = this.engine;
    const { kind, policy } = this.work;
    const { orderId, endpoint } = order;
    if (order.attempts < policy.attempts && !order.cancelRequestedAt) {
      const end = await submission.sendAgain(order);
      if (end === 'not-sent') return;
      if (end === 'sent') {
        submissionsRepeated.inc({ kind });
        this.parts.log.warn('order.submitted-again', { orderId, attempts: order.attempts + 1 });
      }
    } else if (!(await this.requestFailed(order, new AppError('provider-silent')))) return;
    if (endpoint && requestId) await submission.cancel({ endpoint, requestId });
  }

  /**
   * Collects a result again, less and less often. If the provider is at fault, it is asked for `resultPatienceMs`. If our storage is away,
   * it is asked for longer, because the result is made and paid, and the provider keeps it for a day. After that the request counts as
   * failed. Both errors may come in turn, so the request also counts as failed once both patiences have passed since its deadline. After
   * any other error the request is polled again.
   */
  private async collectAgain(order: O, requestId: string, error: AppError): Promise<void> {
    const side = sideOf(error);
    if (!order.submitStartedAt || !side) return this.pollAgain(order, requestId, error);
    const { store } = this.engine;
    const { clock, log } = this.parts;
    const now = clock.now();
    const since = uncollectedSince(order, side) ?? now;
    const soFar = now.getTime() - since.getTime();
    log.failed('order.not-collected', error, { orderId: order.orderId, soFarMs: soFar });
    const [theirs, ours] = [this.work.policy.resultPatienceMs, this.unkeptPatienceMs(order)];
    const isOver = isPast(later(order.deadlineAt ?? order.createdAt, theirs + ours), now);
    if (!error.mayRetry || isOver || soFar >= (side === 'provider' ? theirs : ours)) {
      return void (await this.requestFailed(order, this.work.explain(error, order), requestId));
    }
    const pause = side === 'provider' ? soFar / 2 : Math.min(COLLECT_AGAIN_AT_MOST_MS, soFar / 4);
    const nextPollAt = later(now, Math.max(POLL_AGAIN_MS, pause));
    await store.moveUnchanged(order, { leaseUntil: null, nextPollAt, deferredSince: since, deferredBy: error.code });
  }

  /** An order that its person has cancelled ends within the ordinary patience, because they wait for the end, and so may an erasure. */
  private unkeptPatienceMs(order: O): number {
    const patience = this.work.policy.unkeptPatienceMs?.(order) ?? ORDER_PATIENCE_MS;
    return order.cancelRequestedAt ? Math.min(patience, ORDER_PATIENCE_MS) : patience;
  }

  /** Whether the provider is known to have made the result, and only our storage has not kept it yet. */
  private isUnkept(order: O, now: Date): boolean {
    const since = uncollectedSince(order, 'storage');
    return since !== null && !isPast(later(since, this.unkeptPatienceMs(order)), now);
  }

  /**
   * Polls again soon if the error may pass, until `GRACE_MS` past the deadline, or for longer if the result is known to exist; after that
   * the request counts as failed. For an order that waits in our queue again, an earlier submission whose error does not pass is forgotten.
   */
  private async pollAgain(order: O, requestId: string | null, error: AppError): Promise<void> {
    const { store } = this.engine;
    const { orderId, deadlineAt, createdAt } = order;
    this.parts.log.failed('order.poll-failed', error, { orderId });
    const now = this.parts.clock.now();
    const again = { leaseUntil: null, nextPollAt: later(now, POLL_AGAIN_MS) };
    if (!order.submitStartedAt) {
      // The order is in our queue: it keeps its turn while we poll for the late result.
      if (!error.mayRetry) return this.forgetEarlier(order);
      await store.moveUnchanged(order, { ...again, slotTakenAt: null, shownStep: null }, 'queued');
      return;
    }
    const isPastGrace = isPast(later(deadlineAt ?? createdAt, GRACE_MS), now) && !this.isUnkept(order, now);
    if (!error.mayRetry || isPastGrace) {
      return void (await this.requestFailed(order, this.work.explain(error, order), requestId));
    }
    await store.moveUnchanged(order, again);
  }

  /** An earlier submission of a queued order brought nothing, so the order is submitted again in its turn. */
  private async forgetEarlier(order: O): Promise<void> {
    const forgotten = { requestId: null, nextPollAt: null, leaseUntil: null, slotTakenAt: null, shownStep: null };
    await this.engine.store.moveUnchanged(order, forgotten, 'queued');
  }

  /** Whether another worker holds the order. */
  private isHeld({ leaseUntil }: O): boolean {
    return leaseUntil !== null && !isPast(leaseUntil, this.parts.clock.now());
  }

  /** Cancels the newest submission if an earlier one has brought the result. */
  private async stopOther({ endpoint, requestId }: O, delivered: string): Promise<void> {
    if (endpoint && requestId && requestId !== delivered) await this.engine.submission.cancel({ endpoint, requestId });
  }

  /** Cancels a request of which we learned only after its order had ended: this saves the rest of its cost. */
  private async unwanted({ endpoint, requestId }: O, told: string | null): Promise<void> {
    if (endpoint && told !== null && requestId !== told)
      await this.engine.submission.cancel({ endpoint, requestId: told });
  }
}

/** The result of an order that its person cancelled: if units are missing, the cancel is the reason. */
const cutShort = <R extends Result>({ units }: PaidOrder, result: R): R =>
  result.delivered < units ? { ...result, reason: new AppError('cancelled-by-user') } : result;

/** The newest request of an order, and the request that ended it: two ids if an earlier submission ended it. */
const requestsOf = (...ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);

/**
 * Whose outage keeps a finished result from being collected; null for any other error, such as a fault of ours that would come again each
 * time.
 */
type Side = 'provider' | 'storage';
const sideOf = ({ code }: Pick<AppError, 'code'>): Side | null => {
  if (code === 'storage-unreachable') return 'storage';
  return ERROR_CODES[code].blame === 'provider' ? 'provider' : null;
};

/**
 * Since when the result of the present request cannot be collected because of this side; null if the last attempt did not fail by it. The
 * two have patiences of their own: an outage of our storage must not use up the provider's.
 */
const uncollectedSince = ({ deferredSince, deferredBy, submitStartedAt }: PaidOrder, side: Side): Date | null => {
  if (deferredSince === null || deferredBy === null || submitStartedAt === null) return null;
  const isOfThisRequest = deferredSince >= submitStartedAt; // else the order waited in our queue before it was sent
  return isOfThisRequest && sideOf({ code: deferredBy }) === side ? deferredSince : null;
};

/**
 * Whether a callback names another order's request: the provider's signature covers the callbacks of all our orders. An
 * order that was submitted once, and whose request we know, has no other request. While the answer to a submission is
 * missing, only the signed address says that the request belongs to this order.
 */
const isOfAnother = ({ requestId, attempts }: PaidOrder, told: string | null): boolean =>
  told !== null && requestId !== null && attempts <= 1 && told !== requestId;

/**
 * Whether another submission has superseded a request, so that its failure no longer matters. While we do not know the request of a second
 * submission, every request counts as superseded, because it may be the first one's.
 */
const isSuperseded = ({ requestId, attempts }: PaidOrder, told: string): boolean =>
  requestId === null ? attempts > 1 : requestId !== told;
