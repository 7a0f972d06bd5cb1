import type { Receiver } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import type { Logger } from '@aisha/platform';
import { outboxAbandoned, outboxOldestSeconds } from './metrics';
import type { QueueBackend } from './queue-backend';
import { RECEIVER_SCHEMAS } from './receiver-schemas';
import type { MessagingTimings } from './timings';

/** Bounds a statement and a command to the queue. */
const BATCH = 500;

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
 * Publishes what a crash or an unreachable queue left in the outbox, and what the queue lost. A row goes once its receiver has
 * recorded the message, be it as done or as given up; one that nobody takes for a week is left alone, and an operator sees it.
 */
export class OutboxSweep {
  private abandoned = 0;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly queues: QueueBackend,
    private readonly log: Logger,
    private readonly timings: MessagingTimings,
  ) {}

  /** Rows that have served go, rows that are overdue are published. */
  async round(): Promise<void> {
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
}
