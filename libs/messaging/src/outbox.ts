import type { Message } from '@aisha/contracts';
import { newId } from '@aisha/platform';
import { afterCommit, send, SYNCED, writeAtEnd, type Schema, type Transaction } from '@aisha/database';
import { sendingOf, traceOf } from './trace';

/** A message in the outbox: receiver, job and payload, and the id that makes repeats one message. */
export interface OutgoingMessage extends Message {
  readonly id: string;
  /** Null if its origin is unknown. */
  readonly traceId: string | null;
}

/** Publishes committed messages. The outbox wakes it right after the commit; its sweep finds what a crash left. */
export abstract class Relay {
  abstract committed(messages: readonly OutgoingMessage[]): void;
}

/** Writes messages in the transaction of the rows they are about. */
export class Outbox {
  constructor(
    private readonly schema: Schema,
    private readonly relay?: Relay,
  ) {}

  /**
   * Changes a row → add here; changes none → `Sender.send`. Sent after the commit, never after a rollback. The transaction always
   * waits for the disk: the outbox must not lose a message that was sent. Written at the transaction's end.
   */
  async add(tx: Transaction, ...messages: readonly Message[]): Promise<void> {
    this.write(tx, messages, writeAtEnd);
  }

  /**
   * The same for one message that this transaction may look for. Resolves to its id; the outbox keeps the message until the receiver has
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
    afterCommit(tx, () => this.relay?.committed(outgoing), 'first');
    afterCommit(tx, () => sendings.forEach((sending) => sending?.end())); // what was rolled back was not sent
    return outgoing;
  }
}

/** Placeholders for a row of five values: Postgres plans it in half the time of arrays. */
const placeholders = (before: number): string =>
  `($${before + 1}, $${before + 2}, $${before + 3}, $${before + 4}, $${before + 5})`;
