import type { Message } from '@aisha/contracts';

/** Sends a message that changes no row of ours. Throws `queue-unreachable` if the queue did not take it. */
export abstract class Sender {
  /**
   * The same id twice is one message while the queue remembers it; after that the receiver handles it again, which must change nothing.
   * Messages that say the same and were not in the queue yet are one, whatever their ids. An id is no UUID: those are of messages that
   * an outbox holds.
   */
  abstract send(message: Message, options?: { readonly id?: string }): Promise<void>;
}
