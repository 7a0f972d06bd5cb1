import type { CancelOrder, FinishAtProvider, OperateOrder } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import { type KindWithSlots, leastCostOf, type OrderKind } from '@aisha/kinds';
import { newOrder, type PaidOrder } from '@aisha/kinds/tables';
import { firstToCome, type JobContext } from '@aisha/messaging';
import { Cancellation } from './cancellation';
import type { Collaborators } from './collaborators';
import type { GivenWork } from './free-work.store';
import { Leases } from './leases';
import { ALONE_AFTER_DEATHS, type LocalPlaces } from './local-places';
import { LocalRun } from './local-run';
import { Operation } from './operation';
import { OrderStore } from './order.store';
import { Outcome } from './outcome';
import type { AnyWork, OrderReference, RemoteWork, Result } from './paid-work';
import type { Parts, Rounds } from './parts';
import { Polling } from './polling';
import { Preparation } from './preparation';
import { Progress } from './progress';
import { Submission } from './submission';

/** How many submissions one round polls, and how many abandoned orders it resumes. */
const DUE_AT_ONCE = 50;

/** How long a poll's lease lasts: if the process dies during the poll, another process repeats the poll after this time. */
const POLL_LEASE_MS = 30_000;

/** The orders of one kind, from the message that begins one to its end. */
export class Engine<
  O extends PaidOrder = PaidOrder,
  Start extends OrderReference = OrderReference,
  R extends Result = Result,
> {
  readonly store: OrderStore<O>;
  readonly outcome: Outcome<O, Start, R>;
  readonly progress: Progress<O, Start, R>;
  private readonly leases: Leases<O>;
  private readonly remote: Remote<O, Start, R> | null;
  private readonly local: LocalRun<O, Start, R> | null;
  private readonly cancellation: Cancellation<O, Start, R>;
  private readonly operation: Operation<O, Start, R>;

  constructor(
    readonly work: AnyWork<O, Start, R>,
    private readonly parts: Parts,
    private readonly rounds: Rounds,
    places: LocalPlaces,
  ) {
    const { kind, entity, policy } = work;
    if (work.shape === 'local' && policy.attempts <= ALONE_AFTER_DEATHS) {
      throw new Error(
        `${kind} would end for what its neighbours did: it needs more than ${ALONE_AFTER_DEATHS} attempts`,
      );
    }
    this.store = new OrderStore(parts.database, entity, kind, work.shownUnless, rounds.begun);
    this.progress = new Progress(work, this.store, parts);
    this.outcome = new Outcome(work, this.store, parts, rounds.freed);
    this.leases = new Leases(policy.leaseMs, this.store, parts, rounds.freed);
    this.remote = work.shape === 'remote' ? remoteOf(work, this.collaborators(), parts, rounds) : null;
    this.local = work.shape === 'local' ? new LocalRun(work, this.collaborators(), parts, places) : null;
    this.cancellation = new Cancellation(work, { ...this.collaborators(), polling: this.remote?.polling }, parts);
    this.operation = new Operation(work, this.collaborators(), this.remote, parts, rounds);
  }

  /**
   * The credits are held. The order enters our queue, or ends at once: the credits go back and the person learns the reason. The
   * process that accepts the order works on it at once if it has room.
   */
  async start(start: Start, context: JobContext): Promise<void> {
    const order = await context.once((tx) => this.enter(tx, start), { unsynced: true });
    if (order) this.begin(order);
    else this.rounds.waits();
  }

  /** Gives up an order because the message that begins it could not be handled. */
  async giveUpStart(start: Start, error: AppError, tx: Transaction): Promise<void> {
    await this.work.lock(tx, start);
    const open = await this.store.lockOpen(tx, start.orderId);
    if (open) await this.outcome.failIn(tx, open, error);
    else await this.outcome.refuseIn(tx, await this.newOrder(tx, start), error);
  }

  /** A hint that the provider may have a result: the engine polls the provider. */
  async finish({ orderId, requestId }: Omit<FinishAtProvider, 'kind'>): Promise<void> {
    await this.remote?.polling.poll(orderId, requestId);
  }

  /** Whether a hint has become useless, because its order has ended or never arrived. */
  async hasEnded({ orderId }: Omit<FinishAtProvider, 'kind'>, tx: Transaction): Promise<boolean> {
    return (await this.store.lockOpen(tx, orderId)) === null;
  }

  /** "Cancel this order." */
  cancel(asked: Omit<CancelOrder, 'kind'>, context: Pick<JobContext, 'isLastAttempt'>): Promise<void> {
    return this.cancellation.cancel(asked, context);
  }

  /** Cancels an order although the message that asks for this kept failing: the provider is not asked. */
  giveUpCancel(asked: Omit<CancelOrder, 'kind'>, tx: Transaction): Promise<void> {
    return this.cancellation.giveUp(asked, tx);
  }

  /** Cancels or retries an order, as an operator asks. */
  operate(asked: Omit<OperateOrder, 'kind'>): Promise<void> {
    return this.operation.operate(asked);
  }

  /** Cancels an order although the operator's message kept failing: the provider is not asked. A retry is dropped. */
  giveUpOperate(asked: Omit<OperateOrder, 'kind'>, tx: Transaction): Promise<void> {
    return this.operation.giveUp(asked, tx);
  }

  /** Takes as many ready orders as this process has room for. */
  async takeTurns(): Promise<void> {
    if (this.local) return this.takeLocal();
    await this.takeToPrepare();
    await this.takeSlots();
  }

  /** Shows waiting people their position in the queue. */
  tellPositions(): Promise<void> {
    return this.progress.tellPositions();
  }

  /** Polls the submissions that are due and resumes the orders of processes that died. */
  async pollDue(): Promise<void> {
    const { clock, log } = this.parts;
    const now = clock.now();
    for (const order of await this.store.requeueAbandoned(now, DUE_AT_ONCE)) {
      log.warn('order.abandoned', { orderId: order.orderId, kind: this.work.kind });
    }
    if (!this.remote) return;
    const { polling } = this.remote;
    const due = await this.store.takeDue(now, new Date(now.getTime() + POLL_LEASE_MS), DUE_AT_ONCE);
    for (const order of due) this.leases.poll(order, () => polling.poll(order.orderId, null));
  }

  /** Resolves when all work begun so far has ended. */
  settled(): Promise<void> {
    return this.leases.settled();
  }

  /** Waits for work that can end soon; another process continues the rest. */
  stop(graceMs: number): Promise<void> {
    return this.leases.stop(graceMs);
  }

  private async enter(tx: Transaction, start: Start): Promise<O | null> {
    const { work, parts } = this;
    await work.lock(tx, start);
    const now = parts.clock.now();
    const { schema } = parts;
    // All three are asked at once, because none needs the answer of another. If one fails, the other two end before the transaction does.
    const [{ isFirst, isPaid, isFree, arePrepared }, order, refused] = await allEnded([
      this.store.beforeEntering(tx, start, { schema, now, enough: work.policy.preparedAhead }),
      this.newOrder(tx, start),
      work.refusal(tx, start),
    ]);
    const first = isFirst ? 'start' : await firstToCome(tx, schema, start, 'start');
    const refusal =
      first === 'cancel'
        ? 'cancelled-by-user'
        : isPaid
          ? (refused ?? (isFree ? await this.refusalOfFree(tx, order) : null))
          : 'hold-forgotten';
    if (refusal) {
      if (!refused) await work.notEntered(tx, start);
      await this.outcome.refuseIn(tx, order, new AppError(refusal));
      return null;
    }
    // The order is prepared at once if this process has room and few prepared orders wait. A process that stops leaves it to another one,
    // which would have to wait for the lease.
    const { size, signal } = this.leases;
    const mayBegin = this.remote !== null && !signal.aborted && size < work.policy.atOnce && !arePrepared;
    // The process that accepts the order begins it: turns matter only for orders that wait.
    const begun = { leaseUntil: this.leases.until(), shownStep: 'preparing', shownAt: order.createdAt };
    const entered = mayBegin ? { ...order, ...begun } : order;
    if (!(await this.store.insert(tx, entered))) return null;
    if (isFree) await parts.freeWork.book(tx, reservation(work.kind, order), 'balance');
    await work.entered(tx, entered, start);
    return mayBegin ? entered : null;
  }

  /**
   * Nothing can be charged for an order that costs its person nothing, so it begins only while their free work covers it together with the
   * orders under way. The lock keeps other orders from the balance until this one is booked.
   */
  private async refusalOfFree(tx: Transaction, order: O): Promise<ErrorCode | null> {
    const { freeWork } = this.parts;
    await freeWork.lock(tx, order.userId);
    return (await freeWork.mayGive(tx, reservation(this.work.kind, order))) ? null : 'free-work-used-up';
  }

  private async newOrder(tx: Transaction, start: Start): Promise<O> {
    const { orderId, userId } = start;
    const createdAt = this.parts.clock.now();
    const own = await this.work.row(tx, start);
    const readyAt = this.work.shape === 'local' ? createdAt : null;
    return { ...newOrder(), orderId, userId, createdAt, ...own, readyAt } as unknown as O;
  }

  /** Prepares an order this process holds, and submits it if a slot is free. `isTold`: the card already shows the preparation. */
  private begin(order: O, { isTold } = { isTold: false }): void {
    const { remote, progress } = this;
    if (!remote) return;
    let isReady = false;
    const prepare = async (): Promise<void> => void (isReady = await remote.preparation.prepare(order));
    this.leases.begin(
      order,
      () => (isTold ? prepare() : progress.during(order, 'preparing', prepare)),
      async () => {
        if (!isReady) return;
        await this.takeSlots();
        this.rounds.waits();
      },
    );
  }

  private async takeToPrepare(): Promise<void> {
    const { policy } = this.work;
    const { database, clock } = this.parts;
    const limit = policy.atOnce - this.leases.size;
    if (limit <= 0) return;
    const options = { limit, ahead: policy.preparedAhead, leaseUntil: this.leases.until() };
    const taken = await database.transaction(async (tx) => {
      const orders = await this.store.takeToPrepare(tx, clock.now(), options);
      await this.tellPreparing(tx, orders);
      return orders;
    });
    for (const order of taken) this.begin(order, { isTold: true });
  }

  private async takeSlots(): Promise<void> {
    const { remote, work, parts } = this;
    const { provider, database, clock } = parts;
    if (!remote || !provider || this.leases.signal.aborted) return; // a process that stops would not see the answer of the provider
    const taken = await database.transaction(async (tx) => {
      const now = clock.now();
      const { free } = await provider.slots.countFree(tx, work.kind as KindWithSlots, now);
      if (free === 0) return [];
      const shown = { shownStep: 'preparing', shownAt: now };
      const patch = { slotTakenAt: now, leaseUntil: this.leases.until(), ...shown };
      const orders = await this.store.takeReady(tx, now, free, patch);
      for (const order of orders) {
        // The card of an order that waited still shows the position. An order that was refused may be refused again, so
        // its card changes only once it is accepted.
        if (order.shownPosition !== null && !order.deferredSince)
          await this.progress.tell(tx, order, { step: 'preparing' });
      }
      return orders;
    });
    for (const order of taken) this.leases.begin(order, () => remote.submission.send(order));
  }

  private async takeLocal(): Promise<void> {
    const { local, work, parts } = this;
    const limit = work.policy.atOnce - this.leases.size;
    if (!local || limit <= 0) return;
    const now = parts.clock.now();
    const taken = await parts.database.transaction(async (tx) => {
      const patch = { startedAt: now, leaseUntil: this.leases.until(), shownStep: 'preparing', shownAt: now };
      const orders = await this.store.takeToRun(tx, now, limit, patch);
      await this.tellPreparing(tx, orders);
      return orders;
    });
    for (const order of taken) {
      this.leases.begin(order, () => {
        if (order.cancelRequestedAt) return this.cancellation.end(order);
        return this.isExhausted(order) ? this.endExhausted(order) : local.run(order);
      });
    }
  }

  /**
   * Shows the preparation on the cards of these orders. The card of a deferred order keeps saying what it waits for:
   * the next attempt may fail like the last.
   */
  private async tellPreparing(tx: Transaction, taken: readonly O[]): Promise<void> {
    for (const order of taken) if (!order.deferredBy) await this.progress.tell(tx, order, { step: 'preparing' });
  }

  private isExhausted({ attempts }: O): boolean {
    return attempts >= this.work.policy.attempts;
  }

  /** Ends an order whose last runs have killed their process, even when it ran alone: it gets no further run. */
  private async endExhausted(order: O): Promise<void> {
    await this.outcome.stop(order, new AppError('unexpected', { facts: { runs: order.attempts } }));
  }

  private collaborators(): Collaborators<O, Start, R> {
    const { store, outcome, progress, leases } = this;
    return { store, outcome, progress, leases };
  }
}

/**
 * The booking of an order that costs its person nothing, while it is under way: the least that its kind costs us, for each unit. The real
 * cost replaces it at the end.
 */
const reservation = (kind: OrderKind, { userId, orderId, units }: PaidOrder): GivenWork => ({
  userId,
  orderId,
  reason: 'free-units',
  microDollars: leastCostOf(kind) * units,
});

interface Remote<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  readonly preparation: Preparation<O, Start, R>;
  readonly submission: Submission<O, Start, R>;
  readonly polling: Polling<O, Start, R>;
}

function remoteOf<O extends PaidOrder, Start extends OrderReference, R extends Result>(
  work: RemoteWork<O, Start, R>,
  tools: Collaborators<O, Start, R>,
  parts: Parts,
  rounds: Rounds,
): Remote<O, Start, R> {
  const { provider } = parts;
  if (!provider) throw new Error(`${work.kind} needs a provider`);
  const submission = new Submission(work, tools.store, tools.outcome, parts, { ...provider, progress: tools.progress });
  const preparation = new Preparation(work, { ...tools, submission }, parts);
  return {
    preparation,
    submission,
    polling: new Polling(work, { ...tools, submission }, parts, provider.queue, rounds),
  };
}

/** Waits as `Promise.all` does, but fails only after all have ended: a statement after the rollback would run outside the transaction. */
async function allEnded<const T extends readonly Promise<unknown>[]>(
  all: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(all);
  return (await Promise.all(all)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
