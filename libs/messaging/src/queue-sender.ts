import type { Message } from '@aisha/contracts';
import { newId } from '@aisha/platform';
import type { OutgoingMessage } from './outgoing-message';
import type { QueueBackend } from './queue-backend';
import { Sender } from './sender';
import { sendingOf, traceOf } from './trace';

/** Messages that leave together. The key of each is its content, so that only one of two equal messages is sent. */
interface Batch {
  readonly messages: Map<string, OutgoingMessage>;
  readonly left: Promise<void>;
}

/** Puts messages into the queue in batches: the next one gathers while one is being published. */
export class QueueSender extends Sender {
  private gathering: Batch | undefined;
  private leaving: Promise<unknown> = Promise.resolve();

  constructor(private readonly queues: QueueBackend) {
    super();
  }

  send(message: Message, { id = `sent-${newId<string>()}` }: { readonly id?: string } = {}): Promise<void> {
    const { messages, left } = (this.gathering ??= this.nextBatch());
    const said = JSON.stringify(message);
    if (messages.has(said)) return left;
    const outgoing = { ...message, id, traceId: traceOf(message, id) };
    messages.set(said, outgoing);
    const sending = sendingOf(outgoing);
    return sending ? left.finally(() => sending.end()) : left;
  }

  private nextBatch(): Batch {
    const messages: Batch['messages'] = new Map();
    const left = this.leaving.then(() => {
      this.gathering = undefined;
      return this.queues.publish([...messages.values()]);
    });
    this.leaving = left.catch(() => undefined); // every sender reports the failure to its caller
    return { messages, left };
  }
}
