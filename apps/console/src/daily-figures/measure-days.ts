import { Database, MeasurementStore } from '@aisha/database';
import { DAY_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ModelDaysReader, type ModelFigures } from './model-days.reader';
import { DaysReader, type DayFigures } from './days.reader';

/** How often today is measured. */
const MEASURE_EVERY_MS = 60_000;
/** The number of days that are measured, so that an owner can compare a month with the previous one. */
export const DAYS_SHOWN = 60;
/** Yesterday is measured again once an hour, because its last orders may still be settled and their costs written. */
const YESTERDAY_EVERY_MS = 3_600_000;
/** How long after a day its last orders may still be settled. */
const SETTLED_WITHIN = '1 hour';

const nameOf = (day: string): string => `day:${day}`;
const nameOfModels = (day: string): string => `models:${day}`;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * Measures the figures of each day for the desk’s charts: those of today each minute, those of yesterday each hour, and those of an older
 * day once after its end. One replica measures for all.
 */
@Injectable()
export class MeasureDays extends Periodic {
  private readonly measurements: MeasurementStore;

  constructor(
    private readonly database: Database,
    private readonly days: DaysReader,
    private readonly models: ModelDaysReader,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('desk.measure-days', MEASURE_EVERY_MS, log);
    this.measurements = new MeasurementStore(database, 'console');
  }

  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const days = Array.from({ length: DAYS_SHOWN }, (_, ago) => dayOf(now - ago * DAY_MS));
    const measured = await this.measured(days.flatMap((day) => [nameOf(day), nameOfModels(day)]));
    for (const [ago, day] of days.entries()) {
      if (this.isStopping) return;
      const onceInMs = ago === 0 ? MEASURE_EVERY_MS / 2 : YESTERDAY_EVERY_MS;
      // An older day does not change, so it is measured once after its end, and costs no statement afterwards.
      const isDue = (name: string): boolean => ago < 2 || !measured.has(name);
      if (isDue(nameOf(day)))
        await this.measurements.figures<DayFigures>(nameOf(day), onceInMs, () => this.days.of(day));
      if (isDue(nameOfModels(day)))
        await this.measurements.figures<ModelFigures>(nameOfModels(day), onceInMs, () => this.models.of(day));
    }
  }

  /** The last days, the oldest first, without those that are not measured yet. */
  last(count: number): Promise<({ readonly day: string } & DayFigures)[]> {
    return this.lastOf<DayFigures>(nameOf, count);
  }

  /** The last days’ figures by model. */
  lastOfModels(count: number): Promise<({ readonly day: string } & ModelFigures)[]> {
    return this.lastOf<ModelFigures>(nameOfModels, count);
  }

  /** Which of the given measurements have figures of the whole day. A desk that was down for a day has left one of a part of the day before. */
  private async measured(names: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.read.query<{ name: string }[]>(
      `SELECT name FROM console.measurement WHERE name = ANY ($1) AND figures IS NOT NULL
         AND begun_at > (split_part(name, ':', 2)::date + 1)::timestamp AT TIME ZONE 'UTC' + interval '${SETTLED_WITHIN}'`,
      [names],
    );
    return new Set(rows.map(({ name }) => name));
  }

  private async lastOf<Figures>(
    named: (day: string) => string,
    count: number,
  ): Promise<({ readonly day: string } & Figures)[]> {
    const now = this.clock.now().getTime();
    const rows = await this.database.read.query<{ name: string; figures: Figures }[]>(
      `SELECT name, figures FROM console.measurement WHERE name BETWEEN $1 AND $2 AND figures IS NOT NULL ORDER BY name`,
      [named(dayOf(now - (count - 1) * DAY_MS)), named(dayOf(now))],
    );
    return rows.map(({ name, figures }) => ({ day: name.slice(name.indexOf(':') + 1), ...figures }));
  }
}
