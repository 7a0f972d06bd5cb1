import type { Message } from '@aisha/contracts';
import { newId } from '@aisha/platform';
import { afterCommit, send, SYNCED, writeAtEnd, type Schema, type Transaction } from '@aisha/database';
import type { OutgoingMessage } from './outgoing-message';
import { sendingOf, traceOf } from './trace';

/** Publishes committed messages. The outbox wakes the relay right after the commit; the relay's sweep finds what a crash left. */
export abstract class Relay {
  /** `following` are published a moment after `messages`. */
  abstract committed(messages: readonly OutgoingMessage[], following?: readonly OutgoingMessage[]): void;
}

/** Writes messages in the transaction of the rows they are about. */
export class Outbox {
  constructor(
    private readonly schema: Schema,
    private readonly relay?: Relay,
  ) {}

  /**
   * Use this when the transaction changes a row, and `Sender.send` when it changes none. The message is written at the
   * transaction's end and sent after the commit, never after a rollback. The transaction always waits for the disk, so
   * that no crash loses a message that was sent.
   */
  async add(tx: Transaction, ...messages: readonly Message[]): Promise<void> {
    this.write(tx, messages, writeAtEnd);
  }

  /**
   * Adds messages. Those that `follow` are sent a moment after the others, because a person waits for the others. On a small server their
   * receivers would take the processors from what a person waits for.
   */
  async addInTurn(
    tx: Transaction,
    messages: readonly Message[],
    follows: (message: Message) => boolean,
  ): Promise<void> {
    this.write(tx, messages, writeAtEnd, follows);
  }

  /**
   * Adds one message whose id the caller needs. Resolves to the id; the outbox keeps the message until the receiver has
   * handled it.
   */
  async addTracked(tx: Transaction, message: Message): Promise<string> {
    const [{ id }] = this.write(tx, [message], send) as [OutgoingMessage];
    return id;
  }

  private write(
    tx: Transaction,
    messages: readonly Message[],
    write: (tx: Transaction, statement: string, parameters: unknown[]) => unknown,
    follows: (message: Message) => boolean = () => false,
  ): readonly OutgoingMessage[] {
    if (messages.length === 0) return [];
    const outgoing = messages.map((message): OutgoingMessage => {
      const id = newId<string>();
      return { ...message, id, traceId: traceOf(message, id) };
    });
    const sendings = outgoing.map(sendingOf);
    write(
      tx,
      `INSERT INTO ${this.schema}.outbox (id, receiver, job, payload, trace_id)
       VALUES ${outgoing.map((_, index) => placeholders(5 * index)).join(', ')} RETURNING ${SYNCED}`,
      outgoing.flatMap(({ id, receiver, job, payload, traceId }) => [
        id,
        receiver,
        job,
        JSON.stringify(payload),
        traceId,
      ]),
    );
    const first = outgoing.filter((one) => !follows(one));
    afterCommit(tx, () => this.relay?.committed(first, outgoing.filter(follows)), 'first');
    afterCommit(tx, () => sendings.forEach((sending) => sending?.end())); // the spans end only after the commit: a message that was rolled back was not sent
    return outgoing;
  }
}

/** Placeholders for rows of five values: Postgres plans them in half the time of arrays. */
const placeholders = (before: number): string =>
  `($${before + 1}, $${before + 2}, $${before + 3}, $${before + 4}, $${before + 5})`;
