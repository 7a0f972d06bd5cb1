import type { Message } from '@aisha/contracts';

/** A message in the outbox: receiver, job, payload, and the id by which a repeat is recognised. */
export interface OutgoingMessage extends Message {
  readonly id: string;
  /** The trace that the message belongs to; null if its origin is unknown. */
  readonly traceId: string | null;
}

/** The id of a message's job. BullMQ reserves the colon in ids of jobs. */
export const jobIdOf = (messageId: string): string => messageId.replaceAll(':', '_');
