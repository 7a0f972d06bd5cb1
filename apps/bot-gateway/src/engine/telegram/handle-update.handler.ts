import type { HandleUpdate } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { UpdateStore } from './update.store';

/** Lets an update be handled again that was given up, because an operator wants so. The chat queues find it at their next poll. */
@Injectable()
export class HandleUpdateHandler implements JobHandler<HandleUpdate> {
  constructor(private readonly updates: UpdateStore) {}

  readonly handle = async ({ updateId }: HandleUpdate, context: JobContext): Promise<void> => {
    await context.once((tx) => this.updates.takeUpAgain(tx, updateId));
  };
}
