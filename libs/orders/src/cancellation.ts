import type { CancelOrder } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import { AppError, asAppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import { firstToCome, type JobContext } from '@aisha/messaging';
import type { Collaborators } from './collaborators';
import { putOffEnd } from './deferral';
import type { AnyWork, OrderReference, Result } from './paid-work';
import type { Parts } from './parts';
import type { Polling } from './polling';
import { unpaidCost } from './unpaid-cost';

/** The order, and whether its person took their consent back, or deleted the avatar that it trains. */
type Asked = Omit<CancelOrder, 'kind'>;

/**
 * Cancels an order if it would leave nothing unpaid, or the person's free work covers that (decisions 12 and 105); otherwise the order goes on.
 * An order in our queue ends at once, and we deliver and charge its finished part. So does an order at the provider, unless the provider
 * answers that the work is finished: then we deliver and charge the whole.
 *
 * When a person takes their consent back, or deletes the avatar, the order ends at once in any case, and nothing more of it is delivered.
 * The provider is asked to stop in each attempt until it answers, although the order has ended by then. An order that billing has not yet
 * forwarded ends when it arrives.
 */
export class Cancellation<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: AnyWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R> & { readonly polling?: Polling<O, Start, R> | undefined },
    private readonly parts: Parts,
  ) {}

  async cancel(asked: Asked, context: Pick<JobContext, 'isLastAttempt'>): Promise<void> {
    const order = await this.parts.database.transaction((tx) => this.request(tx, asked));
    if (asked.isWithdrawn) return this.withdraw(asked, order);
    if (!order) return;
    if (order.submitStartedAt && (await this.stopAtProvider(order, context)) === 'finished') {
      return this.engine.polling?.poll(order.orderId, order.requestId);
    }
    await this.end(order);
  }

  /**
   * Ends an order whose cancel is written down. While our storage is away we do not give up the finished part of local work, because its
   * pieces are paid and its person wants them: the order then waits in our queue, a day at most (`putOffEnd`).
   */
  async end(order: O): Promise<void> {
    const { outcome, store } = this.engine;
    const cancelled = new AppError('cancelled-by-user');
    try {
      await outcome.stop(order, cancelled);
    } catch (cause) {
      const error = asAppError(cause);
      if (this.work.shape === 'remote') throw error;
      const end = putOffEnd(order, error, this.parts);
      if (end) await store.moveUnchanged(order, end, 'queued');
      else await outcome.fail(order, cancelled);
    }
  }

  async giveUp(asked: Asked, tx: Transaction): Promise<void> {
    const order = await this.request(tx, asked);
    const { outcome } = this.engine;
    const cancelled = new AppError('cancelled-by-user');
    if (order) await (asked.isWithdrawn ? outcome.failIn(tx, order, cancelled) : outcome.stopIn(tx, order, cancelled));
  }

  /**
   * Ends the order before the provider is asked: a result that the provider still makes is not delivered. While the provider does not
   * answer, each attempt of the message finds the ended order and asks again. The last attempt fails, too: the message becomes a dead
   * letter, because an operator has to know that the provider may still work for a person who has forbidden it.
   */
  private async withdraw({ orderId, userId }: Asked, open: O | null): Promise<void> {
    const { outcome, store } = this.engine;
    if (open) await outcome.fail(open, new AppError('cancelled-by-user'));
    const order = open ?? (await store.find(orderId));
    if (order?.userId !== userId || order.state === 'succeeded') return; // the provider has answered an order that succeeded
    if (order.submitStartedAt) await this.askToStop(order);
  }

  /**
   * Records that a cancel was asked for. Resolves to the order if its cancel needs more than a change of its row. Null if the cancel is not
   * granted, or the order has ended (before or by this call), has not arrived yet, or is another person's.
   */
  private async request(tx: Transaction, asked: Asked): Promise<O | null> {
    const { work, parts } = this;
    const { store, outcome, progress } = this.engine;
    if ((await firstToCome(tx, parts.schema, asked, 'cancel')) === 'cancel') return null;
    await work.lock(tx, asked);
    const order = await store.lockOpen(tx, asked.orderId);
    if (order?.userId !== asked.userId) return null;
    if (!asked.isWithdrawn && !order.cancelRequestedAt && !(await this.isGranted(tx, order))) {
      await progress.tell(tx, order, { step: order.state === 'waiting' ? 'working' : 'preparing' });
      return null;
    }
    if (work.shape === 'remote' && !order.submitStartedAt && !asked.isWithdrawn) {
      await outcome.stopIn(tx, order, new AppError('cancelled-by-user'));
      return null;
    }
    // Written before we call the provider: its callback may arrive before its answer and must not look like a failure.
    return store.move(tx, order, { cancelRequestedAt: parts.clock.now() });
  }

  /**
   * Whether free work covers the cancel. A granted cancel is booked at once, so that many cancels at the same moment
   * are granted no more than the same cancels one after the other.
   */
  private async isGranted(tx: Transaction, order: O): Promise<boolean> {
    const { userId, orderId } = order;
    const { microDollars } = await unpaidCost(tx, order, null, {
      work: this.work,
      calls: this.parts.calls,
    });
    return (
      microDollars === 0 || this.parts.freeWork.give(tx, { userId, orderId, reason: 'cancelled-by-user', microDollars })
    );
  }

  private async askToStop({ endpoint, requestId }: O): Promise<'finished' | 'stopped'> {
    const { provider } = this.parts;
    if (!provider || !endpoint || !requestId) return 'stopped';
    return (await provider.queue.cancel({ endpoint, requestId })) === 'already-finished' ? 'finished' : 'stopped';
  }

  private async stopAtProvider(order: O, context: Pick<JobContext, 'isLastAttempt'>): Promise<'finished' | 'stopped'> {
    try {
      return await this.askToStop(order);
    } catch (error) {
      if (!context.isLastAttempt) throw error;
      return 'stopped'; // the provider cannot be asked, so the order ends as its person wishes
    }
  }
}
