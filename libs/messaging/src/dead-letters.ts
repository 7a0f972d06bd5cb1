import type { Decision, Message, Receiver } from '@aisha/contracts';
import type { Database, Schema, Transaction } from '@aisha/database';
import type { ErrorFacts } from '@aisha/domain';
import { Outbox } from './outbox';
import { RECEIVER_SCHEMAS } from './receiver-schemas';

/** A message that kept failing. Its payload stays hidden: it may hold a person's words. */
export interface DeadLetter {
  readonly messageId: string;
  readonly receiver: Receiver;
  readonly job: string;
  /** The id of the order or payment, which its person knows too. Null if the message is about neither. */
  readonly reference: string | null;
  /** ErrorCode of the last attempt. */
  readonly code: string;
  readonly facts: ErrorFacts;
  readonly attempts: number;
  readonly diedAt: Date;
  /** Since when we have asked Telegram to give the Stars of the payment back; null if we have not. */
  readonly refundingSince: Date | null;
}

export interface LetterFacts {
  readonly job: string;
  readonly code: string;
  readonly userId: string | null;
  readonly isRefunding: boolean;
}

interface Resolved {
  readonly job: string;
  readonly payload: Message['payload'];
}

/** The dead letters of one app, for an operator to send again or to drop. */
export class DeadLetters {
  private readonly outbox: Outbox;

  /** Without `outbox`, or when that has no relay, the app's own sweep publishes a retried message. */
  constructor(
    private readonly database: Database,
    private readonly receiver: Receiver,
    outbox?: Outbox,
  ) {
    this.outbox = outbox ?? new Outbox(this.schema);
  }

  /** Dead letters without an operator's decision, oldest first. */
  async list(): Promise<DeadLetter[]> {
    const rows = (await this.database.read.query(
      `SELECT message_id AS "messageId", job, coalesce(payload->>'orderId', payload->>'telegramPaymentChargeId') AS reference, code, facts, attempts, died_at AS "diedAt",
         refunding_since AS "refundingSince"
       FROM ${this.schema}.dead_letter WHERE resolved IS NULL ORDER BY died_at`,
    )) as Omit<DeadLetter, 'receiver'>[];
    return rows.map((row) => ({ ...row, receiver: this.receiver }));
  }

  /**
   * Sends the message again as a new one: the old id counts as handled. False if there is no such letter, an operator has decided about it,
   * or the Stars of its payment are going back.
   */
  async retry(messageId: string): Promise<boolean> {
    return this.database.transaction((tx) => this.decide(tx, messageId, 'retry'));
  }

  /** Retries or drops in the caller's transaction. False in the same cases as `retry`. */
  async decide(tx: Transaction, messageId: string, decision: Decision): Promise<boolean> {
    const letter = await this.resolve(tx, messageId, decision === 'retry' ? 'retried' : 'dropped');
    if (letter && decision === 'retry')
      await this.outbox.add(tx, { receiver: this.receiver, job: letter.job, payload: letter.payload });
    return letter !== undefined;
  }

  /**
   * The job, the error code and the person of a dead letter, and whether Stars are going back for it. Undefined if there is no such letter.
   */
  async about(tx: Transaction, messageId: string): Promise<LetterFacts | undefined> {
    const [found] = await tx.query<LetterFacts[]>(
      `SELECT job, code, payload->>'userId' AS "userId", refunding_since IS NOT NULL AS "isRefunding"
         FROM ${this.schema}.dead_letter WHERE message_id = $1`,
      [messageId],
    );
    return found;
  }

  /** Sends nothing and keeps the row for the record. False in the same cases as `retry`. */
  async drop(messageId: string): Promise<boolean> {
    return this.database.transaction((tx) => this.decide(tx, messageId, 'drop'));
  }

  private get schema(): Schema {
    return RECEIVER_SCHEMAS[this.receiver];
  }

  private async resolve(tx: Transaction, messageId: string, how: 'retried' | 'dropped'): Promise<Resolved | undefined> {
    const [rows] = (await tx.query(
      `UPDATE ${this.schema}.dead_letter SET resolved = $2, resolved_at = now()
       WHERE message_id = $1 AND resolved IS NULL AND refunding_since IS NULL RETURNING job, payload`,
      [messageId, how],
    )) as [Resolved[], number];
    return rows[0];
  }
}
