import type { Message } from '@aisha/contracts';

/** Sends a message that is about no row of ours. Throws `queue-unreachable` when it could not be handed on. */
export abstract class Sender {
  /** With an `id` the same thing sent twice is one message (while the queue remembers it; the receiver's `handled` table always does). */
  abstract send(message: Message, options?: { readonly id?: string }): Promise<void>;
}
