import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { type Gauge, register } from 'prom-client';
import { MeasureLogArchive } from './measure-log-archive';

const NAMES = ['aisha_log_archive_failing', 'aisha_log_archive_unsent_bytes'];

describe('the archive of the log of changes', () => {
  it('a Postgres that sends its log of changes nowhere is no cause for an alert about its archive', async () => {
    const { database } = await onPostgres('billing');
    const gauges = NAMES.map((name) => register.getSingleMetric(name) as Gauge);
    for (const gauge of gauges) gauge.set(1); // a gauge begins at 0

    await new MeasureLogArchive(database, Logger.silent()).run();

    for (const gauge of gauges) expect((await gauge.get()).values).toMatchObject([{ value: 0 }]);
  });
});
