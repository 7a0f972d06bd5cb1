import { asAppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { Collaborators } from './collaborators';
import { defer } from './deferral';
import { LeaseLost } from './leases';
import { ALONE_AFTER_DEATHS, type LocalPlaces } from './local-places';
import type { LocalWork, OrderReference, Result } from './paid-work';
import { isPast, later, type Parts } from './parts';

/**
 * A run of local work, under a lease. The next run continues what this one leaves. `attempts` counts the deaths of its
 * process since the order made progress, and the run under way: a run that ends in any other way gives its attempt
 * back.
 */
export class LocalRun<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  private readonly shownAt = new Map<string, Date>();

  constructor(
    private readonly work: LocalWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R>,
    private readonly parts: Parts,
    private readonly places: LocalPlaces,
  ) {}

  async run(taken: O): Promise<void> {
    const isAlone = taken.attempts >= ALONE_AFTER_DEATHS;
    const leave = await this.placeFor(taken, isAlone);
    try {
      // Counted only now: an order that waits for its place cannot have caused the death of the process.
      const order = leave && (await this.engine.store.moveUnchanged(taken, { attempts: taken.attempts + 1 }));
      if (order) await this.runInPlace(order, isAlone);
    } finally {
      leave?.();
    }
  }

  /**
   * Waits for a place to run the order in. Resolves to the function that gives the place back, or to null if the order is left to another
   * process.
   */
  private async placeFor(taken: O, isAlone: boolean): Promise<(() => void) | null> {
    const { leases, store } = this.engine;
    try {
      return await leases.renewing(taken, (signal) =>
        this.places.take({ isAlone }, AbortSignal.any([signal, leases.signal])),
      );
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      if (leases.signal.aborted) await store.moveUnchanged(taken, { leaseUntil: null }, 'queued');
      return null;
    }
  }

  private async runInPlace(order: O, isAlone: boolean): Promise<void> {
    const { outcome, leases, store } = this.engine;
    const { orderId } = order;
    let deaths = order.attempts - 1;
    // The deaths before progress no longer count, because a death after it has another cause, or is caused by another piece. But an order
    // that runs alone goes on alone.
    const deathsAfterProgress = Math.min(deaths, isAlone ? ALONE_AFTER_DEATHS : 0);
    let begun: { readonly fraction: number; readonly at: Date } | undefined;
    let hasMoved = false;
    const progress = async (fraction: number): Promise<void> => {
      const at = this.parts.clock.now();
      begun ??= { fraction, at };
      const made = fraction - begun.fraction;
      hasMoved ||= made > 0;
      if (hasMoved && deaths > deathsAfterProgress) {
        deaths = deathsAfterProgress;
        await store.countAnew(order, deaths + 1);
      }
      const soFarMs = at.getTime() - begun.at.getTime();
      await this.tell(order, { fraction, endsAt: made > 0 ? later(at, (soFarMs * (1 - fraction)) / made) : null });
    };
    try {
      await this.parts.holds.ensureOpen(orderId);
      const result = await leases.renewing(order, (signal) =>
        this.work.run(order, { signal, stopping: leases.signal, progress, isLast: this.isLast(order) }),
      );
      if (!(await outcome.deliver(order, result))) await outcome.discard(order, result);
    } catch (error) {
      if (leases.signal.aborted) {
        // The process stops: the next one continues at once.
        await store.moveUnchanged(order, { leaseUntil: null, attempts: deaths }, 'queued');
        return;
      }
      if (error instanceof LeaseLost) return;
      const failure = asAppError(error);
      this.parts.log.failed('order.run-failed', failure, { orderId });
      // After progress, the time for which passing errors may defer the order begins anew.
      const deferredSince = hasMoved ? null : order.deferredSince;
      const deferred = { ...order, attempts: deaths, deferredSince };
      await defer(deferred, failure, this.deferral());
    } finally {
      this.shownAt.delete(orderId);
    }
  }

  private isLast({ deferredSince }: O): boolean {
    return isPast(deferredSince && later(deferredSince, this.work.policy.resultPatienceMs), this.parts.clock.now());
  }

  private deferral() {
    const { store, outcome } = this.engine;
    return { store, outcome, parts: this.parts };
  }

  private async tell(order: O, counted: { readonly fraction: number; readonly endsAt: Date | null }): Promise<void> {
    const { progress } = this.engine;
    const shownAt = this.shownAt.get(order.orderId) ?? null;
    const told = { ...order, shownStep: shownAt ? 'working' : null, shownAt };
    if (!progress.isNews(told, 'working')) return;
    this.shownAt.set(order.orderId, this.parts.clock.now());
    await this.parts.database.transaction((tx) => progress.tell(tx, order, { step: 'working', ...counted }));
  }
}
