import type { OperateOrder } from '@aisha/contracts';
import { OperatorActs, type Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { Collaborators } from './collaborators';
import type { AnyWork, OrderReference, Result } from './paid-work';
import { isPast, type Parts, type Rounds } from './parts';
import type { Polling } from './polling';
import type { Submission } from './submission';

/** The order, what is to be done with it, and who says so. */
type Asked = Omit<OperateOrder, 'kind'>;

/**
 * How the act ended for the order. `unchanged`: for example, the order had ended, a process has it at this moment, or it is another
 * person's.
 */
type End = 'cancelled' | 'delivered' | 'taken-up' | 'unchanged';

interface Remote<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  readonly submission: Submission<O, Start, R>;
  readonly polling: Polling<O, Start, R>;
}

/**
 * Does what an operator asks of one order, in the way in which the order would go on by itself. An operator's cancel differs from the
 * person's: it ends the order without drawing on the person's free work, because we bear the cost (decision 201).
 */
export class Operation<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  private readonly acts: OperatorActs;

  constructor(
    private readonly work: AnyWork<O, Start, R>,
    private readonly engine: Collaborators<O, Start, R>,
    private readonly remote: Remote<O, Start, R> | null,
    private readonly parts: Parts,
    private readonly rounds: Pick<Rounds, 'waits'>,
  ) {
    this.acts = new OperatorActs(parts.schema);
  }

  async operate(asked: Asked): Promise<void> {
    const end = await (asked.action === 'cancel' ? this.cancel(asked) : this.retry(asked));
    const { orderId, action, operator } = asked;
    this.parts.log.info('order.operated', { orderId, kind: this.work.kind, action, operator, end });
  }

  /** The message kept failing: a cancel takes effect nevertheless, and a retry is dropped. */
  async giveUp(asked: Asked, tx: Transaction): Promise<void> {
    const { orderId, userId, action } = asked;
    if (action !== 'cancel') return;
    await this.recordIn(tx, asked, async () => {
      await this.work.lock(tx, { orderId, userId });
      const order = await this.engine.store.lockOpen(tx, orderId);
      if (order?.userId !== userId) return 'unchanged';
      return (await this.engine.outcome.failIn(tx, order, byOperator())) ? 'cancelled' : 'unchanged';
    });
  }

  private async cancel(asked: Asked): Promise<End> {
    const { orderId, userId } = asked;
    const { store, outcome } = this.engine;
    const order = await store.find(orderId);
    if (order?.userId !== userId || order.finishedAt) return this.record(asked, 'unchanged');
    if (order.submitStartedAt && this.isHeld(order)) return this.record(asked, 'unchanged'); // its result is being fetched
    if (await this.isDone(order)) {
      await this.remote?.polling.poll(orderId, order.requestId);
      const isCollected = (await store.find(orderId))?.finishedAt != null;
      return this.record(asked, isCollected ? 'delivered' : 'unchanged');
    }
    // While the provider answered, the order may have gone on to its next request: then its part and its request are others.
    if ((await store.find(orderId))?.version !== order.version) return this.cancel(asked);
    const isEnded = await outcome.stop(order, byOperator(), async (tx, end) => {
      const done = await this.recordIn(tx, asked, async () => ((await end()) ? 'cancelled' : 'unchanged'));
      return done === 'cancelled';
    });
    const { endpoint, requestId } = order;
    if (endpoint && requestId) await this.remote?.submission.cancel({ endpoint, requestId });
    return isEnded ? 'cancelled' : 'unchanged';
  }

  /**
   * Takes an order up now. An order in our queue is deferred no longer. An order at the provider is polled: its result is collected, or it
   * is sent once more if its kind still allows that.
   */
  private async retry(asked: Asked): Promise<End> {
    const { database, clock } = this.parts;
    const { store } = this.engine;
    const takeUp = async (tx: Transaction): Promise<End> => {
      await this.work.lock(tx, asked);
      const order = await store.lockOpen(tx, asked.orderId);
      if (order?.userId !== asked.userId || this.isHeld(order)) return 'unchanged';
      const now = clock.now();
      if (order.submitStartedAt) {
        const mayBeSentAgain = order.attempts < this.work.policy.attempts;
        store.move(tx, order, { nextPollAt: now, ...(mayBeSentAgain && { deadlineAt: now }) });
      } else if (order.state === 'queued' && order.notBefore) store.move(tx, order, { notBefore: null });
      else return 'unchanged';
      return 'taken-up';
    };
    const end = await database.transaction((tx) => this.recordIn(tx, asked, () => takeUp(tx)));
    if (end === 'taken-up') this.rounds.waits();
    return end;
  }

  /** Writes the audit row of an act that has changed nothing by itself. */
  private record(asked: Asked, end: End): Promise<End> {
    return this.parts.database.transaction((tx) => this.recordIn(tx, asked, () => Promise.resolve(end)));
  }

  /**
   * Does the act once, with its audit row. The same act again changes nothing. Without `by` there is no audit row, and a repetition is not
   * recognised.
   */
  private async recordIn(tx: Transaction, asked: Asked, effect: () => Promise<End>): Promise<End> {
    const { by, userId, orderId, action } = asked;
    if (!by) return effect();
    const target = { act: `${action}-order`, userId, subject: orderId } as const;
    const done = await this.acts.record(tx, by, target, async () => {
      const end = await effect();
      return { end, outcome: end === 'unchanged' ? end : 'done', details: { kind: this.work.kind, end } };
    });
    return done?.end ?? 'unchanged';
  }

  /** Whether the provider has the result. A provider that does not answer counts as one without a result. */
  private async isDone({ endpoint, requestId, submitStartedAt }: O): Promise<boolean> {
    if (!submitStartedAt || !endpoint || !requestId) return false;
    const found = await this.parts.provider?.queue.poll({ endpoint, requestId }, null).catch(() => undefined);
    return found?.state === 'succeeded';
  }

  private isHeld({ leaseUntil }: O): boolean {
    return leaseUntil !== null && !isPast(leaseUntil, this.parts.clock.now());
  }
}

const byOperator = (): AppError => new AppError('cancelled-by-operator');
