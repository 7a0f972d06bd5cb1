import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterThisTest, eventually } from '@aisha/testing';
import { freePort } from '@aisha/embedded';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { parse } from 'yaml';

/**
 * Debian's Postgres and pgBackRest are real here, with the settings of docker/point-in-time.yml and docker/postgres/pgbackrest.conf. The
 * archive is a folder, because pgBackRest talks to S3 only over TLS with a certificate that it trusts, which the fake S3 does not have.
 */
const docker = path.resolve(__dirname, '../../docker');
const installations = '/usr/lib/postgresql';
const newest = existsSync(installations) ? readdirSync(installations).sort().at(-1) : undefined;
const bin = `${installations}/${newest}/bin`;
const isHere = newest !== undefined && spawnSync('pgbackrest', ['version']).status === 0;

/** What the page has the host's cron run: the days of the week, and the words that pgBackRest is given. */
const nightly = (): { readonly days: string; readonly words: string[] }[] => {
  const page = readFileSync(path.join(docker, '../docs/backup-and-upgrade.md'), 'utf8');
  return [...page.matchAll(/^\d+ \d+ \* \* (\S+) .* pgbackrest --stanza=aisha (.*)$/gm)].map(([, days, words]) => ({
    days: days!,
    words: words!.split(' '),
  }));
};

/** The settings that compose starts the server with. */
const settings = (): string[] => {
  const { services } = parse(readFileSync(path.join(docker, 'point-in-time.yml'), 'utf8')) as {
    services: { postgres: { command: string[] } };
  };
  return services.postgres.command.slice(1);
};

/** Postgres refuses to run as root. */
const postgresUser = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
function idOf(what: string): number {
  const { stdout } = spawnSync('id', [what, 'postgres'], { encoding: 'utf8' });
  return Number(stdout) || 65_534;
}

const onArchivedPostgres = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-archive-'));
  chmodSync(folder, 0o755);
  const at = (name: string) => path.join(folder, name);
  for (const name of ['data', 'restored', 'repository', 'lock', 'socket']) {
    mkdirSync(at(name), { mode: 0o700 });
    if (postgresUser.uid) chownSync(at(name), postgresUser.uid, postgresUser.gid);
  }
  // Postgres' user may not be allowed to read the repository, for example below /root.
  copyFileSync(path.join(docker, 'postgres/pgbackrest.conf'), at('pgbackrest.conf'));
  chmodSync(at('pgbackrest.conf'), 0o644);
  const port = await freePort();
  const envOf = (data: string) => ({
    PATH: process.env['PATH'],
    PGBACKREST_CONFIG: at('pgbackrest.conf'),
    PGBACKREST_PG1_PATH: at(data),
    PGBACKREST_PG1_PORT: String(port),
    PGBACKREST_PG1_SOCKET_PATH: at('socket'),
    PGBACKREST_PG1_DATABASE: 'postgres',
    PGBACKREST_REPO1_PATH: at('repository'),
    PGBACKREST_REPO1_CIPHER_PASS: 'a passphrase of the test',
    PGBACKREST_LOCK_PATH: at('lock'),
  });
  const run = async (program: string, args: string[], data = 'data') =>
    (await promisify(execFile)(program, args, { cwd: folder, env: envOf(data), ...postgresUser })).stdout;
  const pgBackRest = (...args: string[]) => run('pgbackrest', ['--stanza=aisha', ...args]);
  const server = (data: string): string[] => ['-D', at(data), '-l', at(`socket/${data}.log`), '-w', '-o'];
  const start = (data: string) =>
    run(
      `${bin}/pg_ctl`,
      [
        ...server(data),
        [...settings(), '-c', 'listen_addresses=', '-p', port, '-k', at('socket')].map((word) => `'${word}'`).join(' '),
        'start',
      ],
      data,
    );
  const processOf = (data: string) => Number(readFileSync(at(`${data}/postmaster.pid`), 'utf8').split('\n')[0]);
  afterThisTest(async () => {
    for (const data of ['data', 'restored'])
      spawnSync(`${bin}/pg_ctl`, ['-D', at(data), '-m', 'immediate', 'stop'], { ...postgresUser });
    rmSync(folder, { recursive: true, force: true });
  });
  const connect = async () => {
    const client = new Client({ host: at('socket'), port, user: 'aisha', database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  await run(`${bin}/initdb`, ['-D', at('data'), '-U', 'aisha', '-A', 'trust']);
  await start('data');
  return { pgBackRest, run, start, connect, processOf, at };
};

(isHere ? describe : describe.skip)('docker/point-in-time.yml', () => {
  it('a Postgres that is killed amid writes is restored by docker/point-in-time.yml to a moment before the kill', async () => {
    const { pgBackRest, run, start, connect, processOf, at } = await onArchivedPostgres();
    await pgBackRest('stanza-create');
    await pgBackRest('check');
    const writer = await connect();
    await writer.query('CREATE TABLE entry (id int PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())');
    await pgBackRest('backup', '--type=full');
    const write = async (from: number, to: number) => {
      for (let id = from; id <= to; id += 1) await writer.query('INSERT INTO entry (id) VALUES ($1)', [id]);
    };
    await write(1, 500);
    // pgBackRest knows the end of a backup by whole seconds, and restores to a moment after it.
    const [{ backup }] = JSON.parse(await pgBackRest('info', '--output=json')) as [
      { backup: [{ timestamp: { stop: number } }] },
    ];
    await eventually(async () => {
      const { rows: clock } = await writer.query<{ isPast: boolean }>(
        'SELECT clock_timestamp() > to_timestamp($1 + 2) AS "isPast"',
        [backup[0].timestamp.stop],
      );
      return clock[0]!.isPast;
    });
    const { rows } = await writer.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
    const moment = rows[0]!.now;
    await write(501, 700);
    const { rows: walRows } = await writer.query<{ wal: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS wal');
    await eventually(async () => {
      const { rows: archived } = await writer.query<{ last: string }>(
        'SELECT last_archived_wal AS last FROM pg_stat_archiver',
      );
      expect(archived[0]!.last >= walRows[0]!.wal).toBe(true);
    });
    const writing = write(701, 1_000_000).catch((error: Error) => error);
    await eventually(async () => {
      const reader = await connect();
      const { rows: last } = await reader.query<{ last: number }>('SELECT max(id) AS last FROM entry');
      await reader.end();
      expect(last[0]!.last).toBeGreaterThan(800);
    });
    process.kill(processOf('data'), 'SIGKILL');
    expect(await writing).toBeInstanceOf(Error);

    // The restore happens as on another machine: nothing of the data folder is left.
    await run(
      'pgbackrest',
      ['--stanza=aisha', 'restore', '--type=time', `--target=${moment}`, '--target-action=promote'],
      'restored',
    );
    rmSync(at('data'), { recursive: true });
    // The killed server's socket and its lock are removed, too: the process that the lock names may still be listed, because its parent has
    // not yet asked how it ended.
    for (const name of readdirSync(at('socket')).filter((each) => each.startsWith('.s.PGSQL')))
      rmSync(at(`socket/${name}`));
    await start('restored');
    const reader = await connect();
    const found = await eventually(async () => {
      const { rows: all } = await reader.query<{ n: number; last: number; recovering: boolean }>(
        'SELECT count(*)::int AS n, max(id) AS last, pg_is_in_recovery() AS recovering FROM entry',
      );
      return all[0]!.recovering ? false : all[0]!;
    });
    await reader.end();
    expect(found).toEqual({ n: 500, last: 500, recovering: false });
  }, 120_000);

  it('every file that docker/point-in-time.yml sends to the archive is encrypted', async () => {
    const { pgBackRest, connect, at } = await onArchivedPostgres();
    await pgBackRest('stanza-create');
    const writer = await connect();
    await writer.query(`CREATE TABLE words AS SELECT 'a prompt of a person' AS said FROM generate_series(1, 100)`);
    await pgBackRest('backup', '--type=full');
    await writer.end();

    const files = readdirSync(at('repository'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const beginning = readFileSync(path.join(file.parentPath, file.name)).subarray(0, 8).toString();
      expect([file.name, beginning]).toEqual([file.name, 'Salted__']); // a file that OpenSSL has encrypted begins so
    }
  }, 120_000);

  it('the nights of docs/backup-and-upgrade.md remove an old copy of the database within two weeks, and with it the rows that were erased since', async () => {
    const { pgBackRest } = await onArchivedPostgres();
    await pgBackRest('stanza-create');
    const night = (day: string) => pgBackRest(...nightly().find(({ days }) => days === day)!.words);
    const labels = async () => {
      const [{ backup }] = JSON.parse(await pgBackRest('info', '--output=json')) as [{ backup: { label: string }[] }];
      return backup.map(({ label }) => label);
    };
    await night('0');
    await night('1-6');
    const ofFirstWeek = await labels();
    await night('0');
    expect(await labels()).toEqual(expect.arrayContaining(ofFirstWeek));
    await night('0');

    expect(ofFirstWeek).toHaveLength(2);
    expect(await labels()).toHaveLength(2);
    expect((await labels()).filter((label) => ofFirstWeek.includes(label))).toEqual([]);
  }, 120_000);

  it('the log of a new Postgres, such as a restored one, goes into the archive of the old Postgres only after a call of stanza-upgrade', async () => {
    const { pgBackRest, run, start, connect, processOf, at } = await onArchivedPostgres();
    await pgBackRest('stanza-create');
    await pgBackRest('check');
    const old = await connect();
    process.kill(processOf('data'), 'SIGKILL');
    await eventually(() =>
      old.query('SELECT 1').then(
        () => false,
        () => true,
      ),
    );
    rmSync(at('data'), { recursive: true });
    for (const name of readdirSync(at('socket')).filter((each) => each.startsWith('.s.PGSQL')))
      rmSync(at(`socket/${name}`));
    await run(`${bin}/initdb`, ['-D', at('restored'), '-U', 'aisha', '-A', 'trust']);
    await start('restored');
    const admin = await connect();
    const archiver = async () =>
      (
        await admin.query<{ sent: number; failed: number }>(
          'SELECT archived_count::int AS sent, failed_count::int AS failed FROM pg_stat_archiver',
        )
      ).rows[0]!;
    await admin.query('SELECT pg_switch_wal()');
    await eventually(async () => expect((await archiver()).failed).toBeGreaterThan(0));
    expect((await archiver()).sent).toBe(0);

    await run('pgbackrest', ['--stanza=aisha', 'stanza-upgrade'], 'restored');
    await run('pgbackrest', ['--stanza=aisha', 'backup', '--type=full'], 'restored');
    expect((await archiver()).sent).toBeGreaterThan(0);
    await admin.end();
  }, 120_000);
});
