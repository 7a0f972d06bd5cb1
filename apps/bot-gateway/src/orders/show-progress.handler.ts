import { Injectable } from '@nestjs/common';
import type { ShowProgress } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from './order-cards';

@Injectable()
export class ShowProgressHandler implements JobHandler<ShowProgress> {
  readonly inOneTransaction = 'unsynced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async (progress: ShowProgress, context: JobContext): Promise<void> => {
    await context.once((tx) => this.orders.progress(tx, progress, progress), { unsynced: true });
  };
}
