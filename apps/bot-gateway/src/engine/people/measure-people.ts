import { Database, MeasurementStore } from '@aisha/database';
import { PersonReader, WITHIN, type Within } from '@aisha/database/bot';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';

/** Once in five minutes is enough, because the query reads every person, and counts over days change slowly. */
const MEASURE_EVERY_MS = 5 * 60_000;

/** Every replica reports all people, so a query takes the maximum of the replicas, not the sum. */
const people = new Gauge({
  name: 'aisha_people',
  help: 'People who have ever talked to the bot and are not forgotten',
});
const blocked = new Gauge({
  name: 'aisha_people_blocked',
  help: 'Those of them whom nothing reaches: they blocked the bot',
});
const come = new Gauge({
  name: 'aisha_people_new',
  help: 'People who talked to the bot for the first time within 1d, 7d or 30d',
  labelNames: ['within'] as const,
});
const acted = new Gauge({
  name: 'aisha_people_active',
  help: 'People who last did something within 1d, 7d or 30d',
  labelNames: ['within'] as const,
});

/** Reports how many people there are, only as numbers: no metric names a person. One replica counts for all (decision 28). */
@Injectable()
export class MeasurePeople extends Periodic {
  private readonly reader: PersonReader;
  private readonly measurements: MeasurementStore;

  constructor(
    database: Database,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('people.measure', MEASURE_EVERY_MS, log);
    this.reader = new PersonReader(database);
    this.measurements = new MeasurementStore(database, 'bot');
  }

  async run(): Promise<void> {
    const counts = await this.measurements.figures('people', MEASURE_EVERY_MS / 2, () =>
      this.reader.counts(this.clock.now()),
    );
    people.set(counts.all);
    blocked.set(counts.blocked);
    for (const within of Object.keys(WITHIN) as Within[]) {
      come.set({ within }, counts.come[within]);
      acted.set({ within }, counts.acted[within]);
    }
  }
}
