import { FreeWorkReader, type Database, type FreeWorkLimits } from '@aisha/database';
import { Periodic, type Clock, type Logger } from '@aisha/platform';
import { freeWorkBoundCents, freeWorkCents } from './metrics';

/** A sum over a day changes slowly, so once a minute is enough. */
const MEASURE_EVERY_MS = 60_000;
const MICRO_DOLLARS_A_CENT = 10_000;

/** Shows how much was given away within 24 hours, and the most that may be given away in that time. */
export class MeasureFreeWork extends Periodic {
  private readonly reader: FreeWorkReader;

  constructor(
    database: Database,
    private readonly limits: FreeWorkLimits,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('free-work.measure', MEASURE_EVERY_MS, log);
    this.reader = new FreeWorkReader(database);
  }

  async run(): Promise<void> {
    freeWorkBoundCents.set(this.limits.ofAllPerDay / MICRO_DOLLARS_A_CENT);
    freeWorkCents.set((await this.reader.givenToAll(this.clock.now())) / MICRO_DOLLARS_A_CENT);
  }
}
