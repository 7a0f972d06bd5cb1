import type { Schema } from '@aisha/database';
import type { Logger } from '@aisha/platform';
import { outboxAbandoned, outboxOldestSeconds } from './metrics';
import type { OutgoingMessage } from './outbox';
import { BATCH, type OutboxFigures, type OutboxStore } from './outbox.store';
import type { QueueBackend } from './queue-backend';

/** Bounds a round: between two of them the process may stop, and its figures are told. */
const BATCHES_PER_ROUND = 20;

/**
 * Publishes what a crash or an unreachable queue left in the outbox, and what the queue lost. A row goes once its receiver has
 * recorded the message, be it as done or as given up; one that nobody takes for a week is left alone, and an operator sees it.
 */
export class OutboxSweep {
  private abandoned = 0;

  constructor(
    private readonly store: OutboxStore,
    private readonly schema: Schema,
    private readonly queues: QueueBackend,
    private readonly log: Logger,
  ) {}

  /** Rows that have served go, messages that should be in the queue and may not be there are published. False: there is more to do. */
  async round(): Promise<boolean> {
    if (await this.store.isEmpty()) {
      this.report({ oldestSeconds: 0, abandoned: 0 });
      return true;
    }
    try {
      await this.findLoss();
      const [published, checked] = [await this.publishUnpublished(), await this.checkDue()];
      return published && checked;
    } finally {
      this.report(await this.store.measure());
    }
  }

  private publishUnpublished(): Promise<boolean> {
    return this.inBatches(async () => {
      const left = await this.store.takeUnpublished();
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
      await this.queues.publish(messages);
    } catch (error) {
      await this.store.markUnpublished(messages);
      throw error;
    }
    this.log.info('outbox.swept', { messages: messages.length });
  }

  /** A queue that lost its data lost all of it: a few messages tell, and then none waits for its own check. */
  private async findLoss(): Promise<void> {
    const missing = await this.queues.missing(await this.store.sample());
    // A message leaves the queue after it was recorded as handled.
    if (missing.length === 0 || !(await this.store.isAnyUnhandled(missing))) return;
    this.log.warn('outbox.queue-lost-messages', { messages: await this.store.checkAllNow() });
  }

  private report({ oldestSeconds, abandoned }: OutboxFigures): void {
    outboxOldestSeconds.set({ schema: this.schema }, oldestSeconds);
    outboxAbandoned.set({ schema: this.schema }, abandoned);
    if (abandoned > this.abandoned) this.log.error('outbox.abandoned', { messages: abandoned });
    this.abandoned = abandoned;
  }
}
