import { BacklogReader } from '@aisha/database';
import { Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { consentsWithdrawn, showOpenJobs, showOpenOrders, WITHDRAWN_WITHIN_MINUTES } from './backlog.metrics';

/** The usual interval of a metrics scrape. */
const MEASURE_EVERY_MS = 15_000;

/**
 * Reports the work that waits for every app. Billing reports it because billing always runs: a worker at zero replicas cannot report its
 * own work, so an autoscaler would never start it again (decision 155).
 */
@Injectable()
export class MeasureBacklog extends Periodic {
  constructor(
    private readonly backlog: BacklogReader,
    log: Logger,
  ) {
    super('backlog.measure', MEASURE_EVERY_MS, log);
  }

  async run(): Promise<void> {
    showOpenOrders(await this.backlog.orders());
    showOpenJobs(await this.backlog.jobs());
    consentsWithdrawn.set(await this.backlog.withdrawals(WITHDRAWN_WITHIN_MINUTES));
  }
}
