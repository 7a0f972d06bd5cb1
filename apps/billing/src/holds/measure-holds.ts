import { Database } from '@aisha/database';
import { OpenHoldsReader } from '@aisha/database/billing';
import { every, Logger, type Repeated } from '@aisha/platform';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { showOpenHolds } from './hold.metrics';

/** The usual interval of a metrics scrape. */
const MEASURE_EVERY_MS = 15_000;

/** Reports how many credits are reserved and for how long: long before a hold counts as forgotten, its age shows that an app is gone. */
@Injectable()
export class MeasureHolds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly holds: OpenHoldsReader;
  private repeated: Repeated | undefined;

  constructor(
    database: Database,
    private readonly log: Logger,
  ) {
    this.holds = new OpenHoldsReader(database);
  }

  onApplicationBootstrap(): void {
    this.repeated = every(MEASURE_EVERY_MS, 'hold.measure', this.log, async () =>
      showOpenHolds(await this.holds.byKind()),
    );
    this.repeated.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }
}
