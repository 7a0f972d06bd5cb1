import type { Database, Schema } from '@aisha/database';
import { every, type Logger, type Repeated } from '@aisha/platform';
import { forgetOldMessages } from './forget-old-messages';
import { outboxPublishSeconds } from './metrics';
import { Relay, type OutgoingMessage } from './outbox';
import { OutboxSweep } from './outbox-sweep';
import type { QueueBackend } from './queue-backend';
import { MESSAGING_TIMINGS, type MessagingTimings } from './timings';

/** Bounds a command to the queue. */
const BATCH = 500;
const FORGET_EVERY_MS = 60_000;

/**
 * Carries messages from the outbox to the queue, right after the commit; its sweep finds what that left behind. Any number of replicas
 * may run it.
 */
export class OutboxRelay extends Relay {
  private fresh: OutgoingMessage[] = [];
  private publishing: Promise<void> | undefined;
  private readonly marking = new Set<Promise<void>>();
  private repeated: Repeated[] = [];

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly queues: QueueBackend,
    private readonly log: Logger,
    private readonly timings: MessagingTimings = MESSAGING_TIMINGS,
  ) {
    super();
  }

  start(): void {
    const { database, schema, queues, log, timings } = this;
    const sweep = new OutboxSweep(database, schema, queues, log, timings);
    this.repeated = [
      every(timings.sweepEveryMs, 'outbox.sweep', log, () => sweep.round()),
      every(FORGET_EVERY_MS, 'messages.forget', log, () => forgetOldMessages(database, schema, log, timings.keepMs)),
    ];
  }

  /** Publishes what was committed until now and stops; anything later is left to the next start. */
  async close(): Promise<void> {
    await Promise.all(this.repeated.map((work) => work.stop()));
    await this.publishing;
    await Promise.all(this.marking);
  }

  committed(messages: readonly OutgoingMessage[]): void {
    this.fresh.push(...messages);
    this.publishing ??= this.publishFresh().finally(() => (this.publishing = undefined));
  }

  /** While one batch is on its way the next gathers. */
  private async publishFresh(): Promise<void> {
    while (this.fresh.length > 0) {
      const batch = this.fresh.splice(0, BATCH);
      const stopTimer = outboxPublishSeconds.startTimer({ schema: this.schema });
      try {
        await this.queues.publish(batch);
      } catch (error) {
        this.log.failed('outbox.publish', error, { messages: batch.length }); // the sweep publishes them
        continue;
      }
      stopTimer();
      const marked = this.markPublished(batch).finally(() => this.marking.delete(marked));
      this.marking.add(marked);
    }
  }

  private async markPublished(batch: readonly OutgoingMessage[]): Promise<void> {
    try {
      await this.database.transaction((tx) =>
        tx.query(`UPDATE ${this.schema}.outbox SET published_at = now() WHERE id = ANY ($1) AND published_at IS NULL`, [
          batch.map((message) => message.id),
        ]),
      );
    } catch (error) {
      this.log.failed('outbox.mark', error); // published once more by the sweep, which the receiver does not notice
    }
  }
}
