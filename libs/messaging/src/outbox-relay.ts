import type { Database, Schema } from '@aisha/database';
import { AT_REST, every, withoutWorkFacts, type Logger, type Repeated } from '@aisha/platform';
import { OldMessages } from './old-messages';
import { outboxPublishSeconds } from './metrics';
import { Relay } from './outbox';
import type { OutgoingMessage } from './outgoing-message';
import { OutboxSweep } from './outbox-sweep';
import { BATCH, OutboxStore } from './outbox.store';
import type { QueueBackend } from './queue-backend';
import { byReference } from './referenced-payload';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

/** The most messages refused by the queue that a process remembers; further refused messages wait until they count as left behind. */
const REFUSED_KEPT = 20 * BATCH;

/**
 * Publishes messages from the outbox to the queue right after the commit. Its sweep finds messages left behind. Any number of
 * replicas may run it.
 */
export class OutboxRelay extends Relay {
  private readonly store: OutboxStore;
  private fresh: OutgoingMessage[] = [];
  /** Messages that stand back, by the timer that publishes them. */
  private readonly following = new Map<NodeJS.Timeout, readonly OutgoingMessage[]>();
  private isClosing = false;
  private publishing: Promise<void> | undefined;
  /** Messages in the queue that are not marked as published yet. */
  private published: string[] = [];
  /** Messages that the queue did not take, and when, in milliseconds of the process. Their ids have a time of a clock that may be set back. */
  private readonly refused = new Map<string, number>();
  private marking: Promise<void> | undefined;
  private markTimer: NodeJS.Timeout | undefined;
  private sweeping: Repeated | undefined;
  private forgetting: Repeated | undefined;
  private retryTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly queues: QueueBackend,
    private readonly log: Logger,
    private readonly timeouts: MessagingTimeouts = MESSAGING_TIMEOUTS,
  ) {
    super();
    this.store = new OutboxStore(database, schema, timeouts);
  }

  /** Begins with a sweep, which publishes what the last process of this app left behind. */
  start(): void {
    const { database, schema, queues, log, timeouts } = this;
    const sweep = new OutboxSweep(this.store, schema, queues, log);
    const old = new OldMessages(database, schema, log, timeouts);
    const pause = { busyMs: timeouts.sweepEveryMs, atRestMs: timeouts.restAtMostMs };
    this.sweeping = every(pause, 'outbox.sweep', log, async () => {
      try {
        const refusedBefore = performance.now() - timeouts.repeatAfterMs;
        const refused = [...this.refused].flatMap(([id, at]) => (at < refusedBefore ? id : []));
        const swept = await sweep.round(refused);
        if (!swept) this.sweeping?.wake();
        for (const id of refused) this.refused.delete(id);
        return swept === AT_REST ? AT_REST : undefined;
      } catch (error) {
        this.sweepSoon();
        throw error;
      }
    });
    this.forgetting = every(timeouts.forgetEveryMs, 'messages.forget', log, () => old.forget());
    this.sweeping.wake();
    this.forgetting.wake();
  }

  /** Ends the rest of the sweep, because the outbox may no longer be empty. */
  rouse(): void {
    this.sweeping?.rouse();
  }

  /** Publishes what was committed until now, then stops. The next start publishes what the queue did not take. */
  async close(): Promise<void> {
    await Promise.all([this.sweeping?.stop(), this.forgetting?.stop()]);
    this.isClosing = true;
    for (const timer of this.following.keys()) this.follow(timer);
    await this.publishing;
    clearTimeout(this.retryTimer);
    clearTimeout(this.markTimer);
    await this.marking;
    await this.mark();
  }

  committed(messages: readonly OutgoingMessage[], following: readonly OutgoingMessage[] = []): void {
    this.publish(messages);
    if (following.length === 0) return;
    if (this.isClosing) return this.publish(following);
    const timer = setTimeout(() => this.follow(timer), this.timeouts.followsAfterMs);
    this.following.set(timer, following);
  }

  private follow(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    const following = this.following.get(timer) ?? [];
    this.following.delete(timer);
    this.publish(following);
  }

  private publish(messages: readonly OutgoingMessage[]): void {
    if (messages.length === 0) return;
    this.fresh.push(...messages);
    // A batch holds messages of several traces, so it runs in none of them.
    this.publishing ??= withoutWorkFacts(() => this.publishFresh()).finally(() => (this.publishing = undefined));
  }

  /** Publishes fresh messages batch by batch: the next batch gathers while one is being published. */
  private async publishFresh(): Promise<void> {
    while (this.fresh.length > 0) {
      const batch = this.fresh.splice(0, BATCH);
      const stopTimer = outboxPublishSeconds.startTimer({ schema: this.schema });
      try {
        await this.queues.publish(batch.map((message) => byReference(message, this.schema)));
      } catch (error) {
        this.log.failed('outbox.publish', error, { messages: batch.length });
        for (const { id } of batch) if (this.refused.size < REFUSED_KEPT) this.refused.set(id, performance.now());
        this.sweepSoon();
        continue;
      }
      stopTimer();
      this.published.push(...batch.map(({ id }) => id));
      if (this.published.length >= BATCH) void this.mark();
      else this.markTimer ??= setTimeout(() => void this.mark(), this.timeouts.markEveryMs);
    }
  }

  /**
   * Marks published messages. If a crash leaves some unmarked, the sweep publishes them again; the receiver ignores
   * repeats.
   */
  private mark(): Promise<void> {
    clearTimeout(this.markTimer);
    this.markTimer = undefined;
    const ids = this.published.splice(0);
    if (ids.length === 0) return Promise.resolve();
    const marking = this.store
      .markPublished(ids)
      .catch((error: unknown) => this.log.failed('outbox.mark', error))
      .finally(() => {
        if (this.marking === marking) this.marking = undefined;
      });
    return (this.marking = marking);
  }

  /** Called when the queue is down: the sweep retries as soon as the messages may be published again, not at its usual interval. */
  private sweepSoon(): void {
    if (!this.sweeping) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.sweeping?.wake(), this.timeouts.repeatAfterMs + 50);
  }
}
