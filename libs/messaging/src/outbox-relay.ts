import type { Receiver } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import { every, type Logger, type Repeated } from '@aisha/platform';
import { outboxAbandoned, outboxOldestSeconds, outboxPublishSeconds } from './metrics';
import { Relay, type OutgoingMessage } from './outbox';
import type { QueueBackend } from './queue-backend';
import { RECEIVER_SCHEMAS } from './receiver-schemas';
import { MESSAGING_TIMINGS, type MessagingTimings } from './timings';

/** Bounds a statement of the sweep and a command to the queue. */
const BATCH = 500;
const PRUNE_EVERY_MS = 60_000;

interface OutboxRow {
  readonly id: string;
  readonly receiver: Receiver;
  readonly job: string;
  readonly payload: Record<string, unknown>;
  readonly traceId: string | null;
}

interface Measured {
  /** Age of the oldest message that is not in the queue yet. */
  readonly oldestSeconds: number;
  readonly abandoned: number;
}

/**
 * Carries messages from the outbox to the queue: right after the commit, and by a sweep what a crash or an unreachable queue
 * left behind or the queue lost. Any number of replicas may run it. A row goes once its receiver has recorded the message, be it
 * as done or as given up; one that nobody takes for a week is left alone, and an operator sees it.
 */
export class OutboxRelay extends Relay {
  private fresh: OutgoingMessage[] = [];
  private publishing: Promise<void> | undefined;
  private readonly marking = new Set<Promise<void>>();
  private repeated: Repeated[] = [];
  private abandoned = 0;

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
    this.repeated = [
      every(this.timings.sweepEveryMs, 'outbox.sweep', this.log, () => this.sweep()),
      every(PRUNE_EVERY_MS, 'messages.prune', this.log, () => this.prune()),
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

  /** One round: rows that have served go, rows that are overdue are published. */
  async sweep(): Promise<void> {
    if (await this.isEmpty()) return this.report({ oldestSeconds: 0, abandoned: 0 });
    await this.forgetHandled();
    for (;;) {
      const overdue = await this.claimOverdue();
      if (overdue.length === 0) break;
      try {
        await this.queues.publish(overdue);
      } catch (error) {
        await this.unclaim(overdue);
        throw error;
      }
      this.log.info('outbox.swept', { messages: overdue.length });
      if (overdue.length < BATCH) break;
    }
    this.report(await this.measure());
  }

  /** When nobody talks, a sweep is one small question. */
  private async isEmpty(): Promise<boolean> {
    const rows: unknown[] = await this.database.read.query(`SELECT FROM ${this.schema}.outbox LIMIT 1`);
    return rows.length === 0;
  }

  private async forgetHandled(): Promise<void> {
    const handled = Object.entries(RECEIVER_SCHEMAS).map(
      ([receiver, schema]) =>
        `SELECT o.id FROM ${this.schema}.outbox o
         WHERE o.receiver = '${receiver}' AND EXISTS (SELECT FROM ${schema}.handled h WHERE h.message_id = o.id::text)`,
    );
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM ${this.schema}.outbox WHERE id IN (${handled.join(' UNION ALL ')})`),
    );
  }

  /**
   * Marks the rows published before they are: another replica leaves them alone, and should this process die in between they
   * are overdue again a little later.
   */
  private claimOverdue(): Promise<OutboxRow[]> {
    return this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE ${this.schema}.outbox SET published_at = clock_timestamp() WHERE id IN (
           SELECT id FROM ${this.schema}.outbox
           WHERE (published_at IS NULL AND created_at < now() - $1 * interval '1 ms')
              OR (published_at < now() - $2 * interval '1 ms' AND created_at > now() - $3 * interval '1 ms')
           ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING id, receiver, job, payload, trace_id AS "traceId"`,
        [this.timings.unpublishedAfterMs, this.timings.publishAgainAfterMs, this.timings.abandonedAfterMs],
      )) as [OutboxRow[], number];
      return rows.sort((a, b) => (a.id < b.id ? -1 : 1)); // uuid v7: in the order they were written
    });
  }

  private async unclaim(rows: readonly OutboxRow[]): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`UPDATE ${this.schema}.outbox SET published_at = NULL WHERE id = ANY ($1)`, [rows.map((row) => row.id)]),
    );
  }

  private async measure(): Promise<Measured> {
    const [measured] = (await this.database.read.query(
      `SELECT coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE published_at IS NULL)), 0)::float AS "oldestSeconds",
         count(*) FILTER (WHERE published_at IS NOT NULL AND created_at < now() - $1 * interval '1 ms')::int AS abandoned
       FROM ${this.schema}.outbox`,
      [this.timings.abandonedAfterMs],
    )) as [Measured];
    return measured;
  }

  private report({ oldestSeconds, abandoned }: Measured): void {
    outboxOldestSeconds.set({ schema: this.schema }, oldestSeconds);
    outboxAbandoned.set({ schema: this.schema }, abandoned);
    if (abandoned > this.abandoned) this.log.error('outbox.abandoned', { messages: abandoned });
    this.abandoned = abandoned;
  }

  /** One round: message ids are remembered far longer than any queue keeps a message; as long lies what is settled or past hope. */
  async prune(): Promise<void> {
    const { schema } = this;
    const dropped = await this.database.transaction(async (tx) => {
      await tx.query(
        `DELETE FROM ${schema}.handled WHERE message_id IN (
           SELECT message_id FROM ${schema}.handled WHERE handled_at < now() - $1 * interval '1 ms' LIMIT 10000)`,
        [this.timings.keepMs],
      );
      await tx.query(`DELETE FROM ${schema}.dead_letter WHERE resolved_at < now() - $1 * interval '1 ms'`, [
        this.timings.keepMs,
      ]);
      const [rows] = (await tx.query(
        `DELETE FROM ${schema}.outbox WHERE published_at IS NOT NULL AND created_at < now() - $1 * interval '1 ms'
         RETURNING id, receiver, job`,
        [this.timings.keepMs],
      )) as [Pick<OutboxRow, 'id' | 'receiver' | 'job'>[], number];
      return rows;
    });
    for (const { id, receiver, job } of dropped) this.log.error('outbox.dropped', { messageId: id, receiver, job });
  }
}
