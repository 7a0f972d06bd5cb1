import { Database } from '@aisha/database';
import { OpenHoldsReader } from '@aisha/database/billing';
import { Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { showOpenHolds } from './hold.metrics';

/** The usual interval of a metrics scrape. */
const MEASURE_EVERY_MS = 15_000;

/**
 * Reports how many credits are reserved and for how long. A high age of a hold shows that an app is down, long before the hold counts as
 * forgotten.
 */
@Injectable()
export class MeasureHolds extends Periodic {
  private readonly holds: OpenHoldsReader;

  constructor(database: Database, log: Logger) {
    super('hold.measure', MEASURE_EVERY_MS, log);
    this.holds = new OpenHoldsReader(database);
  }

  async run(): Promise<void> {
    showOpenHolds(await this.holds.byKind());
  }
}
