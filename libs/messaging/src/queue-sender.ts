import type { Message } from '@aisha/contracts';
import { newId } from '@aisha/platform';
import type { QueueBackend } from './queue-backend';
import { Sender } from './sender';
import { traceOf } from './trace';

export class QueueSender extends Sender {
  constructor(private readonly queues: QueueBackend) {
    super();
  }

  async send(message: Message, { id = `sent-${newId<string>()}` }: { readonly id?: string } = {}): Promise<void> {
    await this.queues.publish([{ ...message, id, traceId: traceOf(message) }]);
  }
}
