import type { Message } from '@aisha/contracts';

/** Sends a message that changes no row of ours. Throws `queue-unreachable` if the queue did not take it. */
export abstract class Sender {
  /**
   * The same id twice is one message while the queue remembers it; after that the receiver handles it again, which must
   * change nothing. Equal messages that are not in the queue yet become one, whatever their ids. The id must not be a
   * UUID: those belong to messages of an outbox.
   */
  abstract send(message: Message, options?: { readonly id?: string }): Promise<void>;
}
