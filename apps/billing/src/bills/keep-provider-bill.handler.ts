import type { KeepProviderBill } from '@aisha/contracts/billing';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { MeasureBills } from './measure-bills';
import { ProviderBillStore } from './provider-bill.store';

/** Compares one day of a provider's bill with our own rows, keeps both, and logs by how much they differ (decision 196). */
@Injectable()
export class KeepProviderBillHandler implements JobHandler<KeepProviderBill> {
  constructor(
    private readonly bills: ProviderBillStore,
    private readonly measure: MeasureBills,
    private readonly log: Logger,
  ) {}

  readonly handle = async (bill: KeepProviderBill, context: JobContext): Promise<void> => {
    const { provider, day } = bill;
    const compared = await context.once((tx) => this.bills.keep(tx, bill));
    if (!compared) return;
    const { billed, listed } = compared;
    const difference = Math.round((billed - listed) * 1_000_000) / 1_000_000;
    this.log.info('bill.compared', { provider, day, billed, listed, difference });
    this.measure.wake();
  };
}
