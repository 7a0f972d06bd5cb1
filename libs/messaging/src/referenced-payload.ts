import { SCHEMAS, type Database, type Schema } from '@aisha/database';
import { isOfOutbox } from './once-per-message';
import type { OutgoingMessage } from './outgoing-message';

/**
 * What the queue carries of a message that is in an outbox: whose outbox it is. The payload stays in the outbox's row, and is deleted with
 * it (decision 126).
 */
interface Reference {
  readonly outbox: Schema;
}

/** The message as the queue gets it: without its payload. */
export const byReference = (message: OutgoingMessage, outbox: Schema): OutgoingMessage => ({
  ...message,
  payload: { outbox } satisfies Reference,
});

/** Stands for the payload of a message that its sender no longer has. */
export const GONE = Symbol('gone');

/** Reads the payloads of messages that the queue carries by reference. */
export class ReferencedPayloads {
  constructor(
    private readonly database: Pick<Database, 'read'>,
    /** The receiver's schema. */
    private readonly schema: Schema,
  ) {}

  /** SQL: the payload of the message $1 in its sender's outbox; undefined for a message that carries its own payload. */
  inOutbox({ id = '', data }: { readonly id?: string; readonly data: unknown }): string | undefined {
    const outbox = isOfOutbox(id) ? outboxIn(data) : undefined;
    return outbox && `SELECT payload FROM ${outbox}.outbox_to_${this.schema} WHERE id = $1::text::uuid`;
  }

  /** The payload that the job carries or refers to. A hint, which has ids alone and no row in an outbox, carries its own. */
  async of(job: { readonly id?: string; readonly data: unknown }): Promise<unknown> {
    const inOutbox = this.inOutbox(job);
    if (inOutbox === undefined) return job.data;
    const [row] = (await this.database.read.query(inOutbox, [job.id])) as { payload: unknown }[];
    return row ? row.payload : GONE;
  }
}

/** The schema that a job names, if it is one of ours: the name comes from the queue and becomes part of a statement. */
const outboxIn = (data: unknown): Schema | undefined =>
  SCHEMAS.find((schema) => schema === (data as Partial<Reference> | null)?.outbox);
