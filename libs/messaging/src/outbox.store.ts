import { UNSYNCED, type Database, type Schema } from '@aisha/database';
import type { OutgoingMessage } from './outgoing-message';
import { RECEIVER_SCHEMAS } from './receiver-schemas';
import type { MessagingTimeouts } from './timeouts';

/** How many messages one statement, and one command to the queue, handles at most. */
export const BATCH = 500;

/** How many messages a check read, and which of them are published again. */
export interface Checked {
  readonly checked: number;
  readonly again: readonly OutgoingMessage[];
}

export interface OutboxFigures {
  /** Age of the oldest unpublished message. */
  readonly oldestSeconds: number;
  readonly abandoned: number;
}

/** What a sweep asks first: with nothing left behind, due or lost it has nothing to do. */
export interface OutboxLook extends OutboxFigures {
  readonly isEmpty: boolean;
  /** Whether a message was left behind that `takeUnpublished` takes. */
  readonly isAnyLeft: boolean;
  /** Whether a message is due for a check. */
  readonly isAnyDue: boolean;
  /** Messages that should be in the queue: those whose next check is the furthest away, and a random sample. */
  readonly queued: readonly Pick<OutgoingMessage, 'id' | 'receiver' | 'job'>[];
}

const MESSAGE = `id, receiver, job, payload, trace_id AS "traceId"`;

/** SQL: whether a table of the receiver has the message of the outbox row `o`: one lookup in an index, for any size of the table. */
const isIn = (table: 'handled' | 'long_job'): string => {
  const probes = Object.entries(RECEIVER_SCHEMAS).map(
    ([receiver, schema]) =>
      `WHEN '${receiver}' THEN (SELECT true FROM ${schema}.${table} t WHERE t.message_id = o.id::text)`,
  );
  return `coalesce(CASE o.receiver ${probes.join(' ')} END, false)`;
};

/** SQL: whether the receiver has recorded the message of the outbox row `o` as handled. */
export const IS_HANDLED = isIn('handled');
/** SQL: whether the message waits for its turn among the receiver's long jobs; if so, the queue has brought it to the receiver. */
const IS_TAKEN_IN = isIn('long_job');

/**
 * SQL: whether an outbox has a message. Read in the order of an index, because that remembers which of its entries are dead: after a large
 * outbox was emptied its pages would be read each time until they are vacuumed.
 */
export const hasMessage = (table: string): string => `((SELECT id FROM ${table} ORDER BY id LIMIT 1) IS NOT NULL)`;

/**
 * One app's outbox after its messages are written: which messages are in the queue, and which were handled. No
 * statement here waits for the disk: a later check repeats what a crash lost, and a receiver handles a repeated message
 * once.
 */
export class OutboxStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: Schema,
    private readonly timeouts: MessagingTimeouts,
  ) {
    this.table = `${schema}.outbox`;
  }

  /**
   * Asks everything that a sweep asks before it works; `refused` as in `takeUnpublished`. Of moments it asks for the least, which the indexes
   * answer: whether any row is before a moment Postgres may answer by reading all rows, when its statistics are old.
   */
  async look(refused: readonly string[]): Promise<OutboxLook> {
    const { table, figures } = this;
    const { unpublishedAfterMs, repeatAfterMs, checkAgainAtMostMs } = this.timeouts;
    const [found] = await this.database.read.query<[OutboxLook]>(
      `SELECT NOT ${hasMessage(table)} AS "isEmpty", ${figures},
         coalesce((SELECT min(created_at) FROM ${table} WHERE published_at IS NULL) < now() - $1 * interval '1 ms', false)
           OR EXISTS (SELECT FROM ${table} WHERE id = ANY ($2::uuid[]) AND published_at IS NULL
                        AND created_at < now() - $3 * interval '1 ms') AS "isAnyLeft",
         coalesce((SELECT min(next_check_at) FROM ${table}) <= now(), false) AS "isAnyDue",
         coalesce((SELECT json_agg(one) FROM (
           (SELECT id, receiver, job FROM ${table} WHERE next_check_at > now() ORDER BY next_check_at DESC LIMIT 3)
           UNION
           (SELECT id, receiver, job FROM ${table} WHERE next_check_at > now() + random() * $4 * interval '1 ms'
            ORDER BY next_check_at LIMIT 3)) AS one), '[]') AS queued`,
      [unpublishedAfterMs, refused, repeatAfterMs, checkAgainAtMostMs],
    );
    return found;
  }

  /** Marks these messages as published, and removes those that are already handled. */
  async markPublished(ids: readonly string[]): Promise<void> {
    await this.database.write(
      `WITH served AS (DELETE FROM ${this.table} o WHERE id = ANY ($1) AND ${IS_HANDLED} RETURNING id)
       UPDATE ${this.table} SET published_at = now(), next_check_at = now() + $2 * interval '1 ms'
       WHERE id = ANY ($1) AND published_at IS NULL AND id NOT IN (SELECT id FROM served) AND ${UNSYNCED}`,
      [ids, this.timeouts.publishAgainAfterMs],
    );
  }

  /**
   * Messages that a crash or an unreachable queue left behind, oldest first; those in `refused` count as left behind after a shorter time.
   * The statement marks them before the relay publishes them, so another replica skips them. If this process dies in between, a check finds
   * them.
   */
  async takeUnpublished(refused: readonly string[] = []): Promise<OutgoingMessage[]> {
    const taken = await this.database.write<OutgoingMessage>(
      `UPDATE ${this.table} SET published_at = now(), next_check_at = now() + $2 * interval '1 ms'
       WHERE ${UNSYNCED} AND id = ANY (ARRAY(
         SELECT id FROM ${this.table} WHERE published_at IS NULL AND (created_at < now() - $1 * interval '1 ms'
           OR id = ANY ($3::uuid[]) AND created_at < now() - $4 * interval '1 ms')
         ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
       RETURNING ${MESSAGE}`,
      [this.timeouts.unpublishedAfterMs, this.timeouts.publishAgainAfterMs, refused, this.timeouts.repeatAfterMs],
    );
    return inOrder(taken);
  }

  /**
   * Checks the messages that are due: removes a message that was handled, abandons one that is a week old, and has every other one published
   * again. The next check of a message that is published again comes after a time equal to its age, ten minutes at most, so a message that
   * no receiver takes costs less and less.
   */
  async check(): Promise<Checked> {
    const { publishAgainAfterMs, checkAgainAtMostMs, abandonedAfterMs } = this.timeouts;
    const [found] = await this.database.write<Checked>(
      `WITH due AS (
         SELECT id, created_at < now() - $3 * interval '1 ms' AS abandoned, ${IS_HANDLED} AS handled
         FROM ${this.table} o WHERE next_check_at <= now() ORDER BY next_check_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED),
       served AS (DELETE FROM ${this.table} WHERE id IN (SELECT id FROM due WHERE handled)),
       left_alone AS (
         UPDATE ${this.table} SET abandoned_at = now(), next_check_at = NULL
         WHERE id IN (SELECT id FROM due WHERE abandoned AND NOT handled)),
       again AS (
         UPDATE ${this.table} SET published_at = now(),
           next_check_at = now() + least(greatest(now() - created_at, $1 * interval '1 ms'), $2 * interval '1 ms')
         WHERE id IN (SELECT id FROM due WHERE NOT abandoned AND NOT handled)
         RETURNING ${MESSAGE})
       SELECT (SELECT count(*)::int FROM due) AS checked, coalesce((SELECT json_agg(again) FROM again), '[]') AS again
       WHERE ${UNSYNCED}`,
      [publishAgainAfterMs, checkAgainAtMostMs, abandonedAfterMs],
    );
    return { checked: found!.checked, again: inOrder(found!.again) };
  }

  /** Whether one of these messages has neither been handled nor brought to its receiver. */
  async isAnyLost(ids: readonly string[]): Promise<boolean> {
    const rows: unknown[] = await this.database.read.query(
      `SELECT FROM ${this.table} o WHERE id = ANY ($1) AND NOT ${IS_TAKEN_IN} AND NOT ${IS_HANDLED} LIMIT 1`,
      [ids],
    );
    return rows.length > 0;
  }

  /** The queue has lost its data: makes every message due for a check. Resolves to how many there are. */
  async checkAllNow(): Promise<number> {
    for (let all = 0; ;) {
      const moved = await this.database.write(
        `UPDATE ${this.table} SET next_check_at = now() WHERE ${UNSYNCED} AND id = ANY (ARRAY(
           SELECT id FROM ${this.table} WHERE next_check_at > now() LIMIT ${20 * BATCH} FOR UPDATE SKIP LOCKED))
         RETURNING 1`,
      );
      all += moved.length;
      if (moved.length < 20 * BATCH) return all;
    }
  }

  /** Marks messages that did not reach the queue as unpublished. */
  async markUnpublished(messages: readonly OutgoingMessage[]): Promise<void> {
    await this.database.write(
      `UPDATE ${this.table} SET published_at = NULL, next_check_at = NULL WHERE id = ANY ($1) AND ${UNSYNCED}`,
      [messages.map(({ id }) => id)],
    );
  }

  async measure(): Promise<OutboxFigures> {
    const [measured] = await this.database.read.query<[OutboxFigures]>(`SELECT ${this.figures}`);
    return measured;
  }

  /** SQL: the columns of `OutboxFigures`. */
  private get figures(): string {
    return `(SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float FROM ${this.table}
         WHERE published_at IS NULL) AS "oldestSeconds",
       (SELECT count(*)::int FROM ${this.table} WHERE abandoned_at IS NOT NULL) AS abandoned`;
  }
}

/** Sorts messages in the order they were written: their ids are UUIDs of version 7. */
const inOrder = (messages: readonly OutgoingMessage[]): OutgoingMessage[] =>
  [...messages].sort((a, b) => (a.id < b.id ? -1 : 1));
