import { Database, MeasurementStore } from '@aisha/database';
import { TurnoverReader } from '@aisha/database/billing';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';
import { showTurnover, type Turnover } from './turnover.metrics';

/** Sums over a day change slowly, and the sum of all balances reads every account, so once in five minutes is enough. */
const MEASURE_EVERY_MS = 5 * 60_000;

/**
 * Reports how many credits we owe to people, what their orders cost us and bring in, and how many people pay. One replica measures for all
 * (decision 28).
 */
@Injectable()
export class MeasureTurnover extends Periodic {
  private readonly reader: TurnoverReader;
  private readonly measurements: MeasurementStore;

  constructor(
    database: Database,
    private readonly clock: Clock,
    log: Logger,
    { DOLLARS_A_STAR }: BillingConfig,
  ) {
    super('turnover.measure', MEASURE_EVERY_MS, log);
    this.reader = new TurnoverReader(database, DOLLARS_A_STAR);
    this.measurements = new MeasurementStore(database, 'billing');
  }

  async run(): Promise<void> {
    showTurnover(await this.measurements.figures('turnover-by-model', MEASURE_EVERY_MS / 2, () => this.measure()));
  }

  private async measure(): Promise<Turnover> {
    const now = this.clock.now();
    const { reader } = this;
    // The reads run one after another, so that together they never take more than one connection.
    return {
      outstanding: await reader.outstanding(),
      charged: await reader.charged(now),
      cost: await reader.cost(now),
      byModel: await reader.byModel(now),
      dollarsOfCredit: await reader.dollarsOfCredit(now),
      paying: await reader.paying(now),
    };
  }
}
