import type { Receiver } from '@aisha/contracts';
import { UNSYNCED, SCHEMAS, type Database, type Schema } from '@aisha/database';
import type { Logger } from '@aisha/platform';
import { IS_HANDLED } from './outbox.store';
import type { MessagingTimeouts } from './timeouts';

interface Dropped {
  readonly id: string;
  readonly receiver: Receiver;
  readonly job: string;
}

/** How many rows one statement removes: some 50 ms of work for Postgres. */
const BATCH = 5_000;

/** SQL: the id of a handled message in its sender's outbox; null for a message without an outbox, such as a webhook's. */
const SENT_AS = `CASE WHEN h.message_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN h.message_id::uuid END`;

/** Removes old records of handled messages, decided dead letters, and messages that no receiver took. */
export class OldMessages {
  private readonly isKept: string;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly log: Logger,
    private readonly timeouts: MessagingTimeouts,
  ) {
    this.isKept = SCHEMAS.map((sender) => `EXISTS (SELECT FROM ${sender}.outbox WHERE id = ${SENT_AS})`).join(' OR ');
  }

  /** Removes until no old row is left, so new rows between two runs never pile up. */
  async forget(): Promise<void> {
    await this.inBatches(() => this.forgetHandled());
    await this.inBatches(() => this.forgetLetters());
    await this.inBatches(() => this.forgetServed());
    await this.inBatches(() => this.dropUnserved());
  }

  /**
   * Removes old records of handled messages. A sender that still has the message may publish it again at any time, so we keep the record as
   * long as the sender has the message.
   */
  private async forgetHandled(): Promise<number> {
    const forgotten = await this.database.write(
      `DELETE FROM ${this.schema}.handled WHERE ${UNSYNCED} AND message_id = ANY (ARRAY(
         SELECT message_id FROM ${this.schema}.handled h
         WHERE handled_at < now() - $1 * interval '1 ms' AND NOT (${this.isKept})
         ORDER BY handled_at LIMIT ${BATCH})) RETURNING 1`,
      [this.timeouts.rememberMs],
    );
    return forgotten.length;
  }

  private async forgetLetters(): Promise<number> {
    const forgotten = await this.database.write(
      `DELETE FROM ${this.schema}.dead_letter WHERE ${UNSYNCED} AND message_id = ANY (ARRAY(
         SELECT message_id FROM ${this.schema}.dead_letter WHERE resolved_at < now() - $1 * interval '1 ms'
         ORDER BY resolved_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) RETURNING 1`,
      [this.timeouts.keepMs],
    );
    return forgotten.length;
  }

  /** Removes abandoned messages that the receiver handled after all. */
  private async forgetServed(): Promise<number> {
    const served = await this.database.write(
      `DELETE FROM ${this.schema}.outbox WHERE ${UNSYNCED} AND id = ANY (ARRAY(
         SELECT id FROM ${this.schema}.outbox o WHERE abandoned_at IS NOT NULL AND ${IS_HANDLED}
         ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) RETURNING 1`,
    );
    return served.length;
  }

  private async dropUnserved(): Promise<number> {
    const dropped = await this.database.write<Dropped>(
      `DELETE FROM ${this.schema}.outbox WHERE id = ANY (ARRAY(
         SELECT id FROM ${this.schema}.outbox
         WHERE abandoned_at IS NOT NULL AND created_at < now() - $1 * interval '1 ms'
         ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) RETURNING id, receiver, job`,
      [this.timeouts.keepMs],
    );
    for (const { id, receiver, job } of dropped) this.log.error('outbox.dropped', { messageId: id, receiver, job });
    return dropped.length;
  }

  private async inBatches(work: () => Promise<number>): Promise<void> {
    while ((await work()) === BATCH);
  }
}
