import { Injectable } from '@nestjs/common';
import type { ShowReceipt } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from './order-cards';

@Injectable()
export class ShowReceiptHandler implements JobHandler<ShowReceipt> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async (settled: ShowReceipt, context: JobContext): Promise<void> => {
    const { held, charged, released, availableAfter, delivered, of, freeUnits = 0, reason } = settled;
    await context.once(async (tx) => {
      const receipt = { held, charged, released, availableAfter, delivered, of, freeUnits, reason };
      await this.orders.receipt(tx, settled, receipt);
      if (reason === 'hold-forgotten') await this.orders.forgotten(tx, settled);
    });
  };
}
