import type { HandleUpdate } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { UpdateStore } from './update.store';

/**
 * Lets the chat queues handle an update that was given up once more, because an operator has decided so. They find it at their next poll.
 */
@Injectable()
export class HandleUpdateHandler implements JobHandler<HandleUpdate> {
  constructor(private readonly updates: UpdateStore) {}

  readonly handle = async ({ updateId }: HandleUpdate, context: JobContext): Promise<void> => {
    await context.once((tx) => this.updates.takeUpAgain(tx, updateId));
  };
}
