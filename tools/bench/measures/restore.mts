import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { generateIdentity } from 'age-encryption';
import { LOGINS, passwordVariable } from '@aisha/domain';
import { startS3 } from '@aisha/fakes/s3';
import { S3ObjectStore, StorageConfig } from '@aisha/storage';
import { timeOf } from '../figures/clock.mts';
import type { Figure } from '../figures/figure.mts';
import { seedPeople } from '../scale/people.mts';
import {
  asOwner,
  emptyDatabase,
  INSTALLATION_OF_MEASURES,
  migratedDatabase,
  startServers,
} from '../product/servers.mts';
import type { Bench, Measure } from './measure.mts';

const OPERATE = path.join(import.meta.dirname, '..', '..', 'operate');
const ROWS_QUICK = 10_000;
/** The goal of a restore after a disaster, at ten million rows. */
const GOAL = '≤ 1800 s at 10000000 rows';
const BUCKETS = { MINIO_BUCKET_AVATARS: 'aisha-avatars', MINIO_BUCKET_NAME: 'aisha' };
/** Models are large and few, and pictures small and many, so each sort has a run of its own. */
const MODELS = {
  name: 'models',
  folder: 'loras',
  bytes: 100 * 2 ** 20,
  count: 5,
  quickly: { bytes: 2 ** 20, count: 2 },
};
const PICTURES = {
  name: 'pictures',
  folder: 'pictures',
  bytes: 300_000,
  count: 2_000,
  quickly: { bytes: 1_000, count: 20 },
};

const PASSWORDS = Object.fromEntries(LOGINS.map((login) => [passwordVariable(login), randomBytes(16).toString('hex')]));

type Env = Readonly<Record<string, string>>;

/** Times a backup of rows into a bucket and a restore from it, by the operator's commands. */
export const restore: Measure = {
  name: 'restore',
  about: 'a backup of ten million rows comes back',
  withoutQueue: true,
  byNameOnly: true,
  run: (bench) => rowsComeBack(bench, bench.isQuick ? ROWS_QUICK : bench.rows),
};

/** Times a backup and a restore of files: of models, and of pictures. */
export const restoreFiles: Measure = {
  name: 'restore-files',
  about: 'a backup of 500 MiB of models comes back, and one of 2000 pictures',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const models = await filesComeBack(bench, MODELS);
    return [...models, ...(await filesComeBack(bench, PICTURES))];
  },
};

async function rowsComeBack(bench: Bench, rows: number): Promise<Figure[]> {
  const { postgresUrl } = await bench.servers();
  const url = await migratedDatabase(postgresUrl, 'bench_restore_from');
  await asOwner(url, (owner) => seedPeople(owner, rows, bench.signal));
  const [from, to] = await twoProducts(bench, 'rows', url);
  const before = await sizeOf(url);
  const backup = await seconds(() => aisha('backup', from));
  bench.say(backup.said);
  const [written, restored] = [
    Number(/^(\d+) rows/m.exec(backup.said)![1]),
    await seconds(() => aisha('restore', to, 'newest', '--yes')),
  ];
  const check = await seconds(() => aisha('check-ledger', to, '--full'));
  const note = (took: number): string =>
    `${Math.round(written / took)} rows/s, ${(before / 2 ** 20 / took).toFixed(1)} MiB/s of a database of ${(before / 2 ** 30).toFixed(2)} GiB`;
  return [
    { name: `backup of ${written} rows`, unit: 's', values: [backup.took], note: note(backup.took) },
    {
      name: `restore of ${written} rows`,
      unit: 's',
      values: [restored.took],
      goal: GOAL,
      note: `${note(restored.took)}; indexes and the ledger's check are in it`,
    },
    { name: 'of that, the whole ledger checked', unit: 's', values: [check.took] },
  ];
}

async function filesComeBack(bench: Bench, files: typeof MODELS): Promise<Figure[]> {
  const { bytes, count } = bench.isQuick ? files.quickly : files;
  const { postgresUrl } = await bench.servers();
  const url = await migratedDatabase(postgresUrl, 'bench_restore_from');
  const [from, to] = await twoProducts(bench, files.name, url);
  const storage = new S3ObjectStore(Object.assign(new StorageConfig(), from));
  for (let file = 0; file < count; file += 1)
    await storage.put({ bucket: 'files', key: `${files.folder}/bench/${file}` }, randomBytes(bytes), {
      contentType: 'application/octet-stream',
    });
  const what = `${count} ${files.name} of ${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const rate = (took: number): string =>
    `${((bytes * count) / 2 ** 20 / took).toFixed(1)} MiB/s, ${(count / took).toFixed(1)} files/s`;
  const first = await seconds(() => aisha('backup', from));
  const again = await seconds(() => aisha('backup', from));
  const restored = await seconds(() => aisha('restore', to, 'newest', '--yes'));
  return [
    { name: `first backup of ${what}`, unit: 's', values: [first.took], note: rate(first.took) },
    { name: 'the next one, with nothing new', unit: 's', values: [again.took] },
    { name: `restore of ${what}`, unit: 's', values: [restored.took], note: rate(restored.took) },
  ];
}

/**
 * The environments of a command for two products: one that is used, and an empty one into which the first is restored. Both name the same
 * bucket of backups.
 */
async function twoProducts(bench: Bench, name: string, url: string): Promise<[Env, Env]> {
  const [living, empty, backups] = await Promise.all(
    ['living', 'empty', 'backups'].map((one) => storageFor(bench, `restore-${name}-${one}`)),
  );
  for (const storage of [living, backups])
    await new S3ObjectStore(Object.assign(new StorageConfig(), storage)).ensureBuckets();
  const shared = {
    BACKUP_ENDPOINT: backups!.MINIO_ENDPOINT,
    BACKUP_ACCESS_KEY: backups!.MINIO_ACCESS_KEY,
    BACKUP_SECRET_KEY: backups!.MINIO_SECRET_KEY,
    BACKUP_BUCKET: BUCKETS.MINIO_BUCKET_NAME,
    BACKUP_KEY: await generateIdentity(),
    INSTALLATION: INSTALLATION_OF_MEASURES,
    ...PASSWORDS,
  };
  // The restore goes to another server, because the logins of both products have the same names.
  const other = bench.keep(await startServers(bench.folder(`restore-into-${name}`), 'postgres'));
  const target = await emptyDatabase(other.postgresUrl, 'bench_restore_into');
  return [
    { ...shared, ...living, MIGRATE_DATABASE_URL: url },
    { ...shared, ...empty, MIGRATE_DATABASE_URL: target },
  ];
}

async function storageFor(bench: Bench, name: string) {
  const keys = { accessKey: 'bench', secretKey: 'bench-secret-key' };
  const server = bench.keep(await startS3({ ...keys, dir: bench.folder(name) }));
  return { ...BUCKETS, MINIO_ENDPOINT: server.url, MINIO_ACCESS_KEY: keys.accessKey, MINIO_SECRET_KEY: keys.secretKey };
}

/** Runs an operator's command as on a machine that has nothing else of the product. */
async function aisha(command: string, env: Env, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(OPERATE, `${command}.mts`), ...words], {
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ENV_FILE: '', STATE_DIR: '/nowhere', ...env },
  });
  return stdout;
}

async function seconds(work: () => Promise<string>): Promise<{ readonly took: number; readonly said: string }> {
  let said = '';
  const took = (await timeOf(async () => void (said = await work()))) / 1_000;
  return { took, said };
}

async function sizeOf(url: string): Promise<number> {
  let bytes = 0;
  await asOwner(url, async (owner) => {
    const { rows } = await owner.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
    bytes = Number(rows[0]!.bytes);
  });
  return bytes;
}
