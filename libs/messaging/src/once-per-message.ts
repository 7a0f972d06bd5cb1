import { UNSYNCED, type Database, type Schema, type Transaction } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import type { JobContext } from './job-handler';

/** Which message is being handled, by which run of it, and when that run has to end. */
export interface RunFacts {
  readonly messageId: string;
  readonly job: string;
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  readonly signal: AbortSignal;
}

type Claimed = Pick<RunFacts, 'messageId' | 'job'>;

/** When a message of an outbox was written, which its UUID of version 7 tells; 0 for any other id. */
export const writtenAt = (messageId: string): number =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(messageId) ? parseInt(messageId.slice(0, 8) + messageId.slice(9, 13), 16) : 0;

/** Whether its sender has it in an outbox, and sends it again until it is handled. */
export const isOfOutbox = (messageId: string): boolean => writtenAt(messageId) > 0;

/** Records in the transaction that a message had its effects. False when it already had them; a run under way is waited for. */
export async function claimMessage(tx: Transaction, schema: Schema, message: Claimed): Promise<boolean> {
  return claim(tx, message, insertHandled(schema));
}

async function claim(tx: Transaction, { messageId, job }: Claimed, insert: string): Promise<boolean> {
  const claimed: unknown[] = await tx.query(`${insert} RETURNING message_id`, [messageId, job]);
  return claimed.length > 0;
}

/** Records a message that had no effects of its own in the database. */
export async function recordHandled(database: Database, schema: Schema, message: Claimed): Promise<void> {
  await database.write(insertHandled(schema, UNSYNCED), [message.messageId, message.job]);
}

const insertHandled = (schema: Schema, when = 'true'): string =>
  `INSERT INTO ${schema}.handled (message_id, job) SELECT $1, $2 WHERE ${when} ON CONFLICT DO NOTHING`;

/**
 * Whether an order's start or its cancel was here first: the first to ask is the answer from then on, unless its transaction is
 * rolled back. A person's answers are their own, so nobody stops another's order. One who asks at the same moment waits.
 */
export async function firstToCome(
  tx: Transaction,
  schema: Schema,
  { userId, orderId }: { readonly userId: UserId; readonly orderId: OrderId },
  asking: 'start' | 'cancel',
): Promise<'start' | 'cancel'> {
  const messageId = `order:${userId}:${orderId}`;
  if (await claimMessage(tx, schema, { messageId, job: asking })) return asking;
  const [first] = await tx.query<{ job: 'start' | 'cancel' }[]>(
    `SELECT job FROM ${schema}.handled WHERE message_id = $1`,
    [messageId],
  );
  return first?.job ?? asking;
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
  ) {
    this.messageId = run.messageId;
    this.attempt = run.attempt;
    this.isLastAttempt = run.isLastAttempt;
    this.signal = run.signal;
  }

  /** Whether the message needs no record any more. */
  get isRecorded(): boolean {
    return this.done;
  }

  async once<T>(work: (tx: Transaction) => Promise<T>, { unsynced = false } = {}): Promise<T | undefined> {
    // A second call would find the row of the first, skip its work and look like success.
    if (this.done) throw new Error(`${this.run.job} calls once() twice in a run`);
    // What a crash of Postgres undoes is done again: the sender keeps a message of its outbox until the record of it lasts.
    const insert = insertHandled(this.schema, unsynced && isOfOutbox(this.messageId) ? UNSYNCED : 'true');
    const result = await this.database.transaction(async (tx) =>
      (await claim(tx, this.run, insert)) ? work(tx) : undefined,
    );
    this.done = true;
    return result;
  }
}
