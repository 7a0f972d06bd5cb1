import { Injectable } from '@nestjs/common';
import type { ShowReceipt } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from './order-cards';

@Injectable()
export class ShowReceiptHandler implements JobHandler<ShowReceipt> {
  constructor(private readonly orders: OrderCards) {}

  async handle(settled: ShowReceipt, context: JobContext): Promise<void> {
    const { held, charged, released, availableAfter, delivered, of } = settled;
    await context.once((tx) =>
      this.orders.receipt(tx, settled, { held, charged, released, availableAfter, delivered, of }),
    );
  }
}
