import type { PaidOrder } from '@aisha/database';
import { asAppError } from '@aisha/domain';
import type { Collaborators } from './collaborators';
import { LeaseLost } from './leases';
import type { LocalWork, OrderReference, Result } from './paid-work';
import { isPast, later, type Parts } from './parts';
import { defer } from './preparation';

/** One run of local work, under a lease. The next run continues what this one leaves. */
export class LocalRun<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  private readonly shownAt = new Map<string, Date>();

  constructor(
    private readonly work: LocalWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R>,
    private readonly parts: Parts,
  ) {}

  async run(order: O): Promise<void> {
    const { outcome, leases, store } = this.engine;
    const { orderId } = order;
    let begun: { readonly fraction: number; readonly at: Date } | undefined;
    let hasMoved = false;
    const progress = (fraction: number): Promise<void> => {
      const at = this.parts.clock.now();
      begun ??= { fraction, at };
      const made = fraction - begun.fraction;
      hasMoved ||= made > 0;
      const soFarMs = at.getTime() - begun.at.getTime();
      return this.tell(order, { fraction, endsAt: made > 0 ? later(at, (soFarMs * (1 - fraction)) / made) : null });
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
        await store.moveUnchanged(order, { leaseUntil: null, attempts: order.attempts - 1 }, 'queued');
        return;
      }
      if (error instanceof LeaseLost) return;
      const failure = asAppError(error);
      this.parts.log.failed('order.run-failed', failure, { orderId });
      // The count of runs stops work that kills its process. After progress the patience begins anew.
      const deferredSince = hasMoved ? null : order.deferredSince;
      const deferred = { ...order, attempts: order.attempts - 1, deferredSince };
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
