import type { Schema } from '@aisha/database';
import { AT_REST, type Logger } from '@aisha/platform';
import { outboxAbandoned, outboxOldestSeconds } from './metrics';
import type { OutgoingMessage } from './outgoing-message';
import { BATCH, type OutboxFigures, type OutboxLook, type OutboxStore } from './outbox.store';
import type { QueueBackend } from './queue-backend';
import { byReference } from './referenced-payload';

/** How many batches one round handles. Between two rounds the process may stop, and its metrics are updated. */
const BATCHES_PER_ROUND = 20;

/**
 * Publishes messages that a crash or an unreachable queue left in the outbox, and messages that the queue lost. Removes a row once its receiver has
 * recorded the message as handled or given up. After a week without a receiver it abandons the message, and an operator sees it.
 */
export class OutboxSweep {
  private abandoned = 0;

  constructor(
    private readonly store: OutboxStore,
    private readonly schema: Schema,
    private readonly queues: QueueBackend,
    private readonly log: Logger,
  ) {}

  /**
   * Removes served rows and publishes messages that the queue may have lost. False: there is more to do. `AT_REST`:
   * the outbox is empty. `refused`: messages of this process
   * that the queue did not take, which need not first grow old.
   */
  async round(refused: readonly string[] = []): Promise<boolean | typeof AT_REST> {
    const { isEmpty, isAnyLeft, isAnyDue, queued, ...figures } = await this.store.look(refused);
    this.report(figures);
    if (isEmpty) return AT_REST;
    const isAnyLost = await this.findLoss(queued);
    if (!isAnyLeft && !isAnyDue && !isAnyLost) return true;
    try {
      const [published, checked] = [await this.publishUnpublished(refused), await this.checkDue()];
      return published && checked;
    } finally {
      this.report(await this.store.measure());
    }
  }

  private publishUnpublished(refused: readonly string[]): Promise<boolean> {
    return this.inBatches(async () => {
      const left = await this.store.takeUnpublished(refused);
      await this.publish(left);
      return left.length;
    });
  }

  private checkDue(): Promise<boolean> {
    return this.inBatches(async () => {
      const { checked, again } = await this.store.check();
      await this.publish(again);
      return checked;
    });
  }

  private async inBatches(work: () => Promise<number>): Promise<boolean> {
    for (let batch = 0; batch < BATCHES_PER_ROUND; batch += 1) if ((await work()) < BATCH) return true;
    return false;
  }

  private async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await this.queues.publish(messages.map((message) => byReference(message, this.schema)));
    } catch (error) {
      await this.store.markUnpublished(messages);
      throw error;
    }
    this.log.info('outbox.swept', { messages: messages.length });
  }

  /**
   * Looks for lost messages. A queue that loses its data loses all of it, so a few missing messages prove the loss, and
   * then all are due for a check. Resolves to whether it has found a loss.
   */
  private async findLoss(queued: OutboxLook['queued']): Promise<boolean> {
    const missing = await this.queues.missing(queued);
    // The queue removes a message only after `handled` or `long_job` has its record, so such a message is not lost.
    if (missing.length === 0 || !(await this.store.isAnyLost(missing))) return false;
    this.log.warn('outbox.queue-lost-messages', { messages: await this.store.checkAllNow() });
    return true;
  }

  private report({ oldestSeconds, abandoned }: OutboxFigures): void {
    outboxOldestSeconds.set({ schema: this.schema }, oldestSeconds);
    outboxAbandoned.set({ schema: this.schema }, abandoned);
    if (abandoned > this.abandoned) this.log.error('outbox.abandoned', { messages: abandoned });
    this.abandoned = abandoned;
  }
}
