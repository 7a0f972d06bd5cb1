import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startPostgres } from '@aisha/embedded';
import { Admin, afterThisTest, eventually, folderOfThisTest } from '@aisha/testing';
import { LOG_ARCHIVE, LOG_DROPPED_AT_BYTES, type LogArchive } from './log-archive';

const MIB = 2 ** 20;
/** Postgres' log is in parts of this size. */
const PART = 16 * MIB;

/** A Postgres of this test alone that sends its log of changes by a command. */
const onArchivingPostgres = async (command: string) => {
  const options = { stateDir: path.join(folderOfThisTest(), 'state'), durable: true, replicates: true };
  const first = await startPostgres(options);
  const before = await Admin.connect(first.url);
  await before.query('ALTER SYSTEM SET archive_mode = on');
  await before.query(`ALTER SYSTEM SET archive_command = '${command}'`);
  await before.close();
  await first.stop();
  const server = await startPostgres(options);
  afterThisTest(() => server.stop());
  const admin = await Admin.connect(server.url);
  afterThisTest(() => admin.close());
  const endPart = async () => {
    await admin.query('SELECT pg_logical_emit_message(false, $1, $1)', ['a part with nothing in it is not ended']);
    await admin.query('SELECT pg_switch_wal()');
  };
  const archive = async () => (await admin.query<LogArchive>(LOG_ARCHIVE))[0]!;
  return { admin, endPart, archive };
};

describe('the archive of the log of changes', () => {
  it('as much of the log of changes waits as was written since the last part that was sent', async () => {
    const { admin, endPart, archive } = await onArchivingPostgres('/bin/true');
    await endPart();
    await eventually(async () => expect((await archive()).unsentBytes).toBeLessThan(PART));
    expect(await archive()).toMatchObject({ isFailing: false, sentMinutesAgo: expect.closeTo(0, 0) });

    await admin.query(`ALTER SYSTEM SET archive_command = '/bin/false'`);
    await admin.query('SELECT pg_reload_conf()');
    for (let part = 1; part <= 3; part += 1) await endPart();

    await eventually(async () => expect((await archive()).isFailing).toBe(true));
    const { unsentBytes } = await archive();
    expect(unsentBytes).toBeGreaterThan(2 * PART);
    expect(unsentBytes).toBeLessThanOrEqual(4 * PART);
  });

  it('the size at which the log of changes counts as dropped is that of docker/postgres/pgbackrest.conf', () => {
    const settings = readFileSync(path.join(__dirname, '../../../docker/postgres/pgbackrest.conf'), 'utf8');
    expect(settings).toContain(`\narchive-push-queue-max=${LOG_DROPPED_AT_BYTES / 2 ** 30}GiB\n`);
  });
});
