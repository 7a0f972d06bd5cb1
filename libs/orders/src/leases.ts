import type { OrderId } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import { every, InFlight, RENEWALS_PER_LEASE, tracedWork, withWorkFacts } from '@aisha/platform';
import type { OrderStore } from './order.store';
import { isPast, later, type Parts } from './parts';

/** The longest pause between two renewals: by a renewal a run also learns that another process has cancelled its order. */
const RENEWED_EVERY_MS = 2_000;

/** How long a stop waits for the statements that requeue its orders, one for each order. */
const REQUEUED_WITHIN_MS = 1_000;

/** The orders that this process works on now: each under a lease that the process renews, none twice at once. */
export class Leases<O extends PaidOrder> {
  private readonly held = new Set<OrderId>();
  /** What begins when the work under way on an order has ended: this process has taken the order again meanwhile. */
  private readonly following = new Map<OrderId, () => void>();
  private readonly working: InFlight;
  private readonly polling: InFlight;
  private readonly stopping = new AbortController();
  /** Aborts work that outlasts the grace of a stop. */
  private readonly cut = new AbortController();

  constructor(
    private readonly leaseMs: number,
    private readonly store: OrderStore<O>,
    private readonly parts: Parts,
    ended: () => void,
  ) {
    this.working = new InFlight('order.stuck', parts.log, ended);
    this.polling = new InFlight('order.poll-stuck', parts.log, ended);
  }

  /** Orders this process prepares, submits or runs. Orders it only polls do not count. */
  get size(): number {
    return this.working.size;
  }

  /** Aborted when the process stops. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  until(): Date {
    return later(this.parts.clock.now(), this.leaseMs);
  }

  /**
   * Works on an order in the background; calls `then` afterwards. If earlier work of this process on the order has not ended yet, the new
   * work begins at its end, unless the lease has run out by then.
   */
  begin(order: Pick<O, 'orderId' | 'leaseUntil'>, work: () => Promise<void>, then?: () => Promise<void>): void {
    const { orderId, leaseUntil } = order;
    if (this.held.has(orderId)) {
      this.following.set(orderId, () => {
        if (!this.signal.aborted && !isPast(leaseUntil, this.parts.clock.now())) this.begin(order, work, then);
      });
      return;
    }
    this.held.add(orderId);
    this.begun(this.working, 'work', orderId, async () => {
      await this.release(orderId, work);
      await then?.();
    });
  }

  /** Polls under a lease. A poll only waits for the provider, so it does not count as work. */
  poll({ orderId }: Pick<O, 'orderId'>, work: () => Promise<void>): void {
    if (this.held.has(orderId)) return;
    this.held.add(orderId);
    this.begun(this.polling, 'poll', orderId, () => this.release(orderId, work));
  }

  /**
   * Renews the lease of an order while the work goes on; the signal aborts when the lease is lost, and when the process stops and its
   * grace has run out.
   */
  async renewing<T>(order: O, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const lost = new AbortController();
    const renewEveryMs = Math.min(this.leaseMs / RENEWALS_PER_LEASE, RENEWED_EVERY_MS);
    const renewal = every(renewEveryMs, 'order.lease', this.parts.log, async () => {
      if (!(await this.store.renewLease(order, this.until()))) lost.abort(new LeaseLost());
    });
    const signal = AbortSignal.any([lost.signal, this.cut.signal]);
    try {
      return await work(signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      await renewal.stop();
    }
  }

  /** Resolves when all work begun so far, and the work that began from it, has ended. */
  async settled(): Promise<void> {
    while (this.working.size + this.polling.size > 0) {
      await Promise.all([this.working.settled(), this.polling.settled()]);
    }
  }

  /** Lets the work under way end within the grace, then aborts it and waits until it is requeued. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort(new LeaseLost());
    await Promise.all([this.working.stop(graceMs), this.polling.stop(graceMs)]);
    this.cut.abort(new LeaseLost());
    await Promise.all([this.working.stop(REQUEUED_WITHIN_MS), this.polling.stop(REQUEUED_WITHIN_MS)]);
  }

  /** Begins a unit of work of its own: it goes on after the message or the order that began it has ended. */
  private begun(inFlight: InFlight, name: string, orderId: OrderId, work: () => Promise<void>): void {
    const span = { name: `order ${name}`, facts: { 'aisha.order.id': orderId } };
    withWorkFacts({ orderId }, () => inFlight.begin({ orderId }, () => tracedWork(span, work)));
  }

  private async release(orderId: OrderId, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      this.held.delete(orderId);
      const next = this.following.get(orderId);
      this.following.delete(orderId);
      next?.();
    }
  }
}

/** This process stops work on an order: another process has it, it has ended, or this process stops. The work writes nothing. */
export class LeaseLost extends Error {}
