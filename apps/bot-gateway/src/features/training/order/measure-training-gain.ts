import { Database, MeasurementStore } from '@aisha/database';
import { DAY_MS, LIKENESS_DAYS } from '@aisha/domain';
import { GenerationReader } from '@aisha/kinds/tables';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { LIKENESS_BY_PATH } from '../../../readers';

/**
 * The time between two measurements. The bot shows a measurement that is up to a day old. This time is much shorter, so that the sandbox has
 * a measurement after some minutes.
 */
const MEASURE_EVERY_MS = 5 * 60_000;

/**
 * Measures, for each way of drawing, how many pictures of all people look like the person whose avatar was drawn. The card that offers a
 * training shows this (decision 246). One replica measures for all.
 */
@Injectable()
export class MeasureTrainingGain extends Periodic {
  private readonly reader: GenerationReader;
  private readonly measurements: MeasurementStore;

  constructor(
    database: Database,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('training-gain.measure', MEASURE_EVERY_MS, log);
    this.reader = new GenerationReader(database);
    this.measurements = new MeasurementStore(database, 'bot');
  }

  async run(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LIKENESS_DAYS * DAY_MS);
    await this.measurements.figures(LIKENESS_BY_PATH, MEASURE_EVERY_MS / 2, () => this.reader.likenessByPath(since));
  }
}
