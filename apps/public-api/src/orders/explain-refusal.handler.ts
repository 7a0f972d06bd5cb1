import { Injectable } from '@nestjs/common';
import type { ExplainRefusal } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PlacedOrderStore } from './placed-order.store';

/** Records why billing refused an order of the API. No credits were held. */
@Injectable()
export class ExplainRefusalHandler implements JobHandler<ExplainRefusal> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly orders: PlacedOrderStore) {}

  readonly handle = async (refusal: ExplainRefusal, context: JobContext): Promise<void> => {
    await context.once((tx) => this.orders.refuse(tx, refusal));
  };
}
