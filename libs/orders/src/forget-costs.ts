import { RETENTION_MS } from '@aisha/domain';
import { Periodic, type Clock, type Logger } from '@aisha/platform';
import type { Parts } from './parts';

const EVERY_MS = 60 * 60_000;

/** How many rows one statement removes. */
const BATCH = 1_000;

/**
 * Removes the records of what requests to providers cost, and of the part that was given away, after `RETENTION_MS.cost`. The record of
 * free work is removed after those of its requests, so that the check of the ledger never finds a cost without a bearer.
 */
export class ForgetCosts extends Periodic {
  constructor(
    private readonly costs: Pick<Parts, 'calls' | 'freeWork'>,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('costs.forget', EVERY_MS, log);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_MS.cost);
    const { calls, freeWork } = this.costs;
    while ((await calls.forget(before, BATCH)) === BATCH && !this.isStopping);
    while ((await freeWork.forget(before, BATCH)) === BATCH && !this.isStopping);
  }
}
