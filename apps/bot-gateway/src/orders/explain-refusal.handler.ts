import { Injectable } from '@nestjs/common';
import type { ExplainRefusal } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from './order-cards';

@Injectable()
export class ExplainRefusalHandler implements JobHandler<ExplainRefusal> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async (
    { code, price, available, maxOpenOrders, ...order }: ExplainRefusal,
    context: JobContext,
  ): Promise<void> => {
    await context.once((tx) => this.orders.end(tx, order, { type: 'refused', code, price, available, maxOpenOrders }));
  };
}
