import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { MeasureLogArchive } from './measure-log-archive';

describe('the archive of the log of changes', () => {
  it('a Postgres that sends its log of changes nowhere is no cause for an alert about its archive', async () => {
    const { database } = await onPostgres('billing');
    await new MeasureLogArchive(database, Logger.silent()).run();

    for (const name of ['aisha_log_archive_failing', 'aisha_log_archive_unsent_bytes'])
      expect((await register.getSingleMetric(name)!.get()).values).toMatchObject([{ value: 0 }]);
  });
});
