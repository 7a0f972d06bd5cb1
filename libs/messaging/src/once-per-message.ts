import { UNSYNCED, type Database, type Schema, type Transaction } from '@aisha/database';
import { madeAt, type OrderId, type UserId } from '@aisha/domain';
import type { JobContext } from './job-handler';
import { isWaiting } from './long-job.store';

/** A run of a long job. Recording its message as handled also removes the job's row. */
export interface LongRun {
  readonly number: number;
  /** Called when the job's end is recorded, with whether other jobs of this name wait. */
  readonly ended: (othersWait: boolean) => void;
}

/** The current message, the run that handles it, and when that run must end. */
export interface RunFacts {
  readonly messageId: string;
  readonly job: string;
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  readonly signal: AbortSignal;
  readonly longRun?: LongRun | undefined;
}

type Claimed = Pick<RunFacts, 'messageId' | 'job' | 'longRun'>;

/** When a message of an outbox was written, from its UUID v7; 0 for any other id. */
export const writtenAt = (messageId: string): number =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(messageId) ? madeAt(messageId).getTime() : 0;

/** Whether the message's sender keeps it in an outbox, and sends it again until it is handled. */
export const isOfOutbox = (messageId: string): boolean => writtenAt(messageId) > 0;

/**
 * Records in the transaction that a message had its effects. Waits for another run of the message that is under way. False if the message
 * had its effects before.
 */
export async function claimMessage(tx: Transaction, schema: Schema, message: Claimed): Promise<boolean> {
  return claim(tx, recordOf(schema, message));
}

async function claim(tx: Transaction, { statement, values, recorded }: Recording): Promise<boolean> {
  const claimed: Recorded[] = await tx.query(statement, values);
  return recorded(claimed);
}

/** Records as handled a message that has no effects in the database. */
export async function recordHandled(database: Database, schema: Schema, message: Claimed): Promise<void> {
  const { statement, values, recorded } = recordOf(schema, message, UNSYNCED);
  recorded(await database.write<Recorded>(statement, values));
}

interface Recorded {
  readonly othersWait?: boolean;
}

interface Recording {
  readonly statement: string;
  readonly values: unknown[];
  /** Whether the returned rows show that the statement recorded the message; then the message had no effects before. */
  readonly recorded: (rows: readonly Recorded[]) => boolean;
}

const recordOf = (schema: Schema, { messageId, job, longRun }: Claimed, when = 'true'): Recording => {
  const statement = `${insertHandled(schema, when)} RETURNING message_id`;
  if (!longRun) return { statement, values: [messageId, job], recorded: (rows) => rows.length > 0 };
  const ended = `DELETE FROM ${schema}.long_job WHERE message_id = $1::text AND runs = $3`;
  const othersWait = `EXISTS (SELECT FROM ${schema}.long_job AS other WHERE other.job = $2 AND ${isWaiting('other')})`;
  return {
    statement: `WITH ended AS (${ended}) ${statement}, ${othersWait} AS "othersWait"`,
    values: [messageId, job, longRun.number],
    recorded: ([row]) => {
      if (row) longRun.ended(row.othersWait ?? true);
      return row !== undefined;
    },
  };
};

const insertHandled = (schema: Schema, when: string): string =>
  `INSERT INTO ${schema}.handled (message_id, job) SELECT $1::text, $2::text WHERE ${when} ON CONFLICT DO NOTHING`;

const orderMessageId = ({ userId, orderId }: { readonly userId: UserId; readonly orderId: OrderId }): string =>
  `order:${userId}:${orderId}`;

/**
 * The insert that records that an order's start came before its cancel; with its parameter, for use inside a larger statement. The insert
 * returns a row if the start was the first; then no call of `firstToCome` is needed.
 */
export const startComesFirst = (
  schema: Schema,
  order: { readonly userId: UserId; readonly orderId: OrderId },
): { readonly sql: (parameter: string) => string; readonly value: string } => ({
  sql: (parameter) =>
    `INSERT INTO ${schema}.handled (message_id, job) SELECT ${parameter}::text, 'start' ON CONFLICT DO NOTHING RETURNING message_id`,
  value: orderMessageId(order),
});

/**
 * Whether an order's start or its cancel came first. The first call fixes the answer, unless its transaction rolls back. A second call at
 * the same moment waits. The answer is per person, so no person can cancel another's order.
 */
export async function firstToCome(
  tx: Transaction,
  schema: Schema,
  order: { readonly userId: UserId; readonly orderId: OrderId },
  asking: 'start' | 'cancel',
): Promise<'start' | 'cancel'> {
  const messageId = orderMessageId(order);
  if (await claimMessage(tx, schema, { messageId, job: asking })) return asking;
  const [first] = await tx.query<{ job: 'start' | 'cancel' }[]>(
    `SELECT job FROM ${schema}.handled WHERE message_id = $1`,
    [messageId],
  );
  return first?.job ?? asking;
}

/** Thrown to roll back: the message was handled before, its sender's outbox no longer has it, or `drop` was called. */
const notOurs = Symbol('not ours');

/**
 * A transaction that has claimed and read a message in one statement, and waits for the handler's work. It holds a connection until
 * `run` or `drop` ends.
 */
export class ClaimedMessage {
  private readonly work = Promise.withResolvers<(tx: Transaction) => Promise<unknown>>();
  private readonly found = Promise.withResolvers<unknown>();
  private readonly ended: Promise<unknown>;
  private hasBegun = false;

  private constructor(database: Database, statement: string, { messageId, job }: Claimed) {
    this.ended = database.transaction(async (tx) => {
      const [row] = await tx.query<[{ isMine: boolean; payload: unknown }]>(statement, [messageId, job]);
      if (!row.isMine || row.payload === null) throw notOurs;
      this.found.resolve(row.payload);
      return (await this.work.promise)(tx);
    });
    this.ended.catch(this.found.reject);
  }

  /**
   * Claims and reads the message. Null if the message was handled before, or is no longer in its sender's outbox. `inOutbox`: SQL that reads
   * the payload of the message $1.
   */
  static async open(
    database: Database,
    schema: Schema,
    message: Claimed,
    { inOutbox, unsynced }: { readonly inOutbox: string; readonly unsynced: boolean },
  ): Promise<{ readonly claim: ClaimedMessage; readonly payload: unknown } | null> {
    const claim = new ClaimedMessage(
      database,
      `WITH claimed AS (${insertHandled(schema, unsynced ? UNSYNCED : 'true')} RETURNING message_id)
       SELECT EXISTS (SELECT FROM claimed) AS "isMine", (${inOutbox}) AS payload`,
      message,
    );
    try {
      return { claim, payload: await claim.found.promise };
    } catch (error) {
      if (error === notOurs) return null;
      throw error;
    }
  }

  /** Does the work and commits. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.hasBegun = true;
    this.work.resolve(work);
    return this.ended as Promise<T>;
  }

  /** Rolls back, unless the work has begun. */
  async drop(): Promise<void> {
    if (this.hasBegun) return;
    this.work.reject(notOurs);
    await this.ended.catch(() => undefined);
  }
}

/** One run of a handler: its effects in the database and the row in `handled` are one transaction. */
export class OncePerMessage implements JobContext {
  readonly messageId: string;
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  readonly signal: AbortSignal;
  private done = false;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly run: RunFacts,
    private readonly claimed?: ClaimedMessage,
  ) {
    this.messageId = run.messageId;
    this.attempt = run.attempt;
    this.isLastAttempt = run.isLastAttempt;
    this.signal = run.signal;
  }

  /** Whether `once` has recorded the message already. */
  get isRecorded(): boolean {
    return this.done;
  }

  async once<T>(work: (tx: Transaction) => Promise<T>, { unsynced = false } = {}): Promise<T | undefined> {
    // A second call would find the row of the first, skip its work and look like success.
    if (this.done) throw new Error(`${this.run.job} calls once() twice in a run`);
    if (this.claimed) {
      // A second use would run the work twice in one transaction.
      this.done = true;
      return this.claimed.run(work);
    }
    // With UNSYNCED a crash of Postgres may lose the record; then the work repeats, because the sender keeps the message until the record
    // is on the disk.
    const record = recordOf(this.schema, this.run, unsynced && isOfOutbox(this.messageId) ? UNSYNCED : 'true');
    const result = await this.database.transaction(async (tx) => ((await claim(tx, record)) ? work(tx) : undefined));
    this.done = true;
    return result;
  }
}
