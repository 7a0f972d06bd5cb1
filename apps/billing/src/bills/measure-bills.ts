import { ProviderBillReader } from '@aisha/database/billing';
import { Logger, Periodic } from '@aisha/platform';
import { ModelCatalogue } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { showBills, type BilledModel } from './bill.metrics';

/** A bill is read once a day by another app, so once in five minutes is enough. */
const MEASURE_EVERY_MS = 5 * 60_000;
/** The label for models that the catalogue does not have, because a bill may name any model. */
const OTHER = 'other';

/** Reports for each model what providers bill beside what our own rows say. */
@Injectable()
export class MeasureBills extends Periodic {
  constructor(
    private readonly bills: ProviderBillReader,
    private readonly catalogue: ModelCatalogue,
    log: Logger,
  ) {
    super('bills.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const models = new Map<string, BilledModel>();
    for (const { provider, model: named, billed, listed } of await this.bills.week()) {
      const model = this.catalogue.find(named) ? named : OTHER;
      const sum = models.get(`${provider} ${model}`) ?? { provider, model, billed: 0, listed: 0 };
      models.set(`${provider} ${model}`, { ...sum, billed: sum.billed + billed, listed: sum.listed + listed });
    }
    showBills([...models.values()], await this.bills.readings());
  }
}
