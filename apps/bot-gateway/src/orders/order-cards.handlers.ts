import { Injectable } from '@nestjs/common';
import type { ExplainFailure, ExplainRefusal, ShowProgress } from '@aisha/contracts/bot-gateway';
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
