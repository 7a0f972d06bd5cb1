import type { CancelOrder } from '@aisha/contracts';
import type { PaidOrder, Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { firstToCome, type JobContext } from '@aisha/messaging';
import type { OrderStore } from './order.store';
import type { Outcome } from './outcome';
import type { AnyWork, OrderReference, Result } from './paid-work';
import type { Parts } from './parts';
import type { Polling } from './polling';
import type { Progress } from './progress';

interface Collaborators<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  readonly store: OrderStore<O>;
  readonly outcome: Outcome<O, Start, R>;
  readonly progress: Progress<O>;
  /** Of work that a provider does. */
  readonly polling?: Polling<O, Start, R> | undefined;
}

/**
 * How an order is stopped. In our queue it ends at once; what is done of it is delivered and charged. At the provider one rule
 * decides the race with completion: when it answers that the work is finished, the work is delivered and charged like any other;
 * else everything goes back, and what the provider charges is our loss, so often a month. An order that is still on its way through
 * billing ends when it comes.
 */
export class Cancellation<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: AnyWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R>,
    private readonly parts: Parts,
  ) {}

  async cancel(asked: CancelOrder, context: Pick<JobContext, 'isLastAttempt'>): Promise<void> {
    const order = await this.parts.database.transaction((tx) => this.request(tx, asked));
    if (!order) return;
    if (order.submitStartedAt && (await this.stopAtProvider(order, context)) === 'finished') {
      return this.engine.polling?.poll(order.orderId, order.requestId);
    }
    await this.engine.outcome.stop(order, new AppError('cancelled-by-user'));
  }

  async giveUp(asked: CancelOrder, tx: Transaction): Promise<void> {
    const order = await this.request(tx, asked);
    if (order) await this.engine.outcome.stopIn(tx, order, new AppError('cancelled-by-user'));
  }

  /** The order when there is something to stop besides its row; null when it is over now, goes on, or is still to come. */
  private async request(tx: Transaction, asked: CancelOrder): Promise<O | null> {
    const { work, parts } = this;
    const { store, outcome, progress } = this.engine;
    if ((await firstToCome(tx, parts.schema, asked, 'cancel')) === 'cancel') return null;
    await work.lock(tx, asked);
    const order = await store.lockOpen(tx, asked.orderId);
    if (order?.userId !== asked.userId) return null;
    if (order.submitStartedAt && !order.cancelRequestedAt && !(await this.isGranted(tx, order))) {
      await progress.tell(tx, order, { step: order.state === 'waiting' ? 'working' : 'preparing' });
      return null;
    }
    if (work.shape === 'remote' && !order.submitStartedAt) {
      await outcome.failIn(tx, order, new AppError('cancelled-by-user'));
      return null;
    }
    // Written down before the provider hears of it: its callback may be here before its answer, and must not pass for a failure.
    return store.move(tx, order, { cancelRequestedAt: parts.clock.now() });
  }

  /** Counts those under way too: who stops many orders at the same moment is granted no more than one after the other. */
  private async isGranted(tx: Transaction, { userId }: O): Promise<boolean> {
    const { lateCancels, lateCancelsPerMonth, clock } = this.parts;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.late-cancel.' || $1))`, [userId]);
    return (await lateCancels.within(tx).countGranted(userId, clock.now())) < lateCancelsPerMonth;
  }

  private async stopAtProvider(
    { endpoint, requestId }: O,
    context: Pick<JobContext, 'isLastAttempt'>,
  ): Promise<'finished' | 'stopped'> {
    const { provider } = this.parts;
    if (!provider || !endpoint || !requestId) return 'stopped';
    try {
      return (await provider.fal.cancel({ endpoint, requestId })) === 'already-finished' ? 'finished' : 'stopped';
    } catch (error) {
      if (!context.isLastAttempt) throw error;
      return 'stopped'; // the provider cannot be asked: the person's word counts
    }
  }
}
