import type { HandleUpdate } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { UpdateStore } from './update.store';

/**
 * Lets the chat queues handle once more an update that was given up, because an operator has decided so. The queues find the update at
 * their next poll.
 */
@Injectable()
export class HandleUpdateHandler implements JobHandler<HandleUpdate> {
  constructor(private readonly updates: UpdateStore) {}

  readonly handle = async ({ updateId }: HandleUpdate, context: JobContext): Promise<void> => {
    await context.once((tx) => this.updates.takeUpAgain(tx, updateId));
  };
}
