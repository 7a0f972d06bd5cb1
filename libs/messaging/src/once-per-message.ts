import type { Database, Schema, Transaction } from '@aisha/database';
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

/** Records in the transaction that a message had its effects. False when it already had them; a run under way is waited for. */
export async function claimMessage(
  tx: Transaction,
  schema: Schema,
  message: { readonly messageId: string; readonly job: string },
): Promise<boolean> {
  const claimed: unknown[] = await tx.query(`${insertHandled(schema)} RETURNING message_id`, [
    message.messageId,
    message.job,
  ]);
  return claimed.length > 0;
}

/** Records a message that had no effects of its own in the database. */
export async function recordHandled(
  database: Database,
  schema: Schema,
  message: { readonly messageId: string; readonly job: string },
): Promise<void> {
  await database.write(insertHandled(schema), [message.messageId, message.job]);
}

const insertHandled = (schema: Schema): string =>
  `INSERT INTO ${schema}.handled (message_id, job) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

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

  async once<T>(work: (tx: Transaction) => Promise<T>): Promise<T | undefined> {
    // A second call would find the row of the first, skip its work and look like success.
    if (this.done) throw new Error(`${this.run.job} calls once() twice in a run`);
    const result = await this.database.transaction(async (tx) =>
      (await claimMessage(tx, this.schema, this.run)) ? work(tx) : undefined,
    );
    this.done = true;
    return result;
  }
}
