import { Injectable } from '@nestjs/common';
import type { ExplainFailure } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from './order-cards';

@Injectable()
export class ExplainFailureHandler implements JobHandler<ExplainFailure> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async (
    { code, isCharged = false, ...order }: ExplainFailure,
    context: JobContext,
  ): Promise<void> => {
    await context.once((tx) => this.orders.end(tx, order, { type: 'failed', code, ...(isCharged && { isCharged }) }));
  };
}
