import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Database, migrate } from '@aisha/database';
import { startPostgres } from '@aisha/embedded';
import { Logger } from '@aisha/platform';
import { Admin, afterThisTest, eventually, folderOfThisTest, onPostgres } from '@aisha/testing';
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

  it('billing reports an archive that takes no part of the log of changes, and how much of it waits', async () => {
    const options = { stateDir: path.join(folderOfThisTest(), 'state'), durable: true, replicates: true };
    const first = await startPostgres(options);
    await migrate(first.url);
    const before = await Admin.connect(first.url);
    await before.query('ALTER SYSTEM SET archive_mode = on');
    await before.query(`ALTER SYSTEM SET archive_command = '/bin/true'`);
    await before.close();
    await first.stop();
    const server = await startPostgres(options);
    afterThisTest(() => server.stop());
    const admin = await Admin.connect(server.url);
    afterThisTest(() => admin.close());
    await admin.query('SELECT pg_switch_wal()');
    const sent = 'SELECT FROM pg_stat_archiver WHERE archived_count > 0';
    await eventually(async () => expect(await admin.query(sent)).toHaveLength(1));
    await admin.query(`ALTER SYSTEM SET archive_command = '/bin/false'`);
    await admin.query('SELECT pg_reload_conf()');
    await admin.query('SELECT pg_logical_emit_message(false, $1, $1)', ['a part with nothing in it is not ended']);
    await admin.query('SELECT pg_switch_wal()');
    const database = await Database.connect({ url: server.url, role: 'billing', pool: 1 });
    afterThisTest(() => database.close());
    const [failing, unsent] = NAMES.map((name) => register.getSingleMetric(name) as Gauge);
    const measure = new MeasureLogArchive(database, Logger.silent());

    await eventually(async () => {
      await measure.run();
      expect((await failing!.get()).values).toMatchObject([{ value: 1 }]);
    });
    expect((await unsent!.get()).values[0]!.value).toBeGreaterThan(0);
  });
});
