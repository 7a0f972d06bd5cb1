import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { freePort } from '@aisha/embedded';
import { migrate, MIGRATIONS } from '@aisha/database';
import { startS3 } from '@aisha/fakes/s3';
import { parseConfig } from '@aisha/platform';
import { S3ObjectStore, StorageConfig, type StoredObject } from '@aisha/storage';
import {
  Admin,
  afterThisTest,
  eventually,
  onEmptyPostgres,
  onPostgres,
  onRedis,
  testRedisUrl,
  hasPgBouncer,
  onPgBouncer,
  folderOfThisTest,
} from '@aisha/testing';
import { lines, OBJECTS, type Backup, type Manifest } from './backup/backup.mts';
import { BackupBucket } from './backup/bucket/bucket.mts';
import { prune } from './backup/bucket/prune.mts';
import { BackupFolder } from './backup/folder.mts';
import { catchUp, verifyObjects } from './backup/objects.mts';
import { refuseOtherRelease } from './backup/release.mts';
import { connected as asOwner, putRowsBack, verifyRows, withoutAnother } from './backup/rows.mts';
import { besideBucket, besideFolder } from './backup/tombstones/places.mts';
import { eraseAgain, leaveTombstones, lookedAt, noteRestore } from './backup/tombstones/tombstones.mts';
import { aisha } from './ran-command';

const KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const PHOTO: StoredObject = { bucket: 'avatars', key: 'avatars/u/a/p.jpg' };
const PICTURE: StoredObject = { bucket: 'files', key: 'pictures/u/o/0.png' };
/** Words with characters that COPY escapes. */
const WORDS = 'tab\t, line\n, \\N and \\., "quotes", null, Ünï 😀';

type Environment = Record<string, string>;

const BIG = { maxBytes: 10_000_000 };
/** The first bytes of every file that age encrypts. */
const AGE = Buffer.from('age-encryption.org/v1');
const hasAge = spawnSync('age', ['--version']).status === 0;
/** The manifest of a product without rows. */
const MANIFEST = {
  format: 1,
  release: 'of a test',
  takenAt: '',
  postgres: '',
  migrations: [],
  tables: [],
  sequences: [],
} as const;

/** The object with this key as the storage lists it. */
const listed = async (objects: S3ObjectStore, key: string) => {
  for await (const { etag } of objects.list({ bucket: 'files', key })) return { bucket: 'files', key, etag } as const;
  throw new Error(`${key} is not there`);
};

/** An empty storage, and a folder for a backup. */
const storage = async (until: 'test' | 'file' = 'test') => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-backup-'));
  const server = await startS3({ ...KEYS, dir: path.join(dir, 's3') });
  afterThisTest(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  }, until);
  const env = { MINIO_ENDPOINT: server.url, MINIO_ACCESS_KEY: KEYS.accessKey, MINIO_SECRET_KEY: KEYS.secretKey };
  const objects = new S3ObjectStore(parseConfig(StorageConfig, env));
  return { env, objects, server, folder: path.join(dir, 'backup') };
};

/** The environment of a command on a machine where no product runs. */
const surroundings = () => ({
  PATH: process.env['PATH'],
  ENV_FILE: '',
  STATE_DIR: path.join(tmpdir(), 'aisha-no-state'),
  NODE_COMPILE_CACHE: path.join(__dirname, '..', '..', 'node_modules', '.cache', 'compiled-apps'),
});

const command = (name: 'backup' | 'restore', env: Environment, ...args: string[]) => aisha(env, name, ...args);

/** A product with a person, their credits, a message to them and two files. */
const source = async () => {
  const [postgres, files] = await Promise.all([onPostgres('billing', { until: 'file' }), storage('file')]);
  const { userId } = await postgres.fixtures.person({ firstName: WORDS });
  await postgres.fixtures.account({ userId, credits: 20 });
  await postgres.fixtures.hold({ userId, credits: 5 });
  await postgres.admin.query(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content) VALUES ($1, 7, 'result', $2)`,
    [userId, { kind: 'text', markup: WORDS }],
  );
  await postgres.admin.query(`SELECT nextval('bullmq.event_seq')`); // the queue has given out numbers
  await files.objects.ensureBuckets();
  await files.objects.put(PHOTO, Buffer.from('a photograph'), { contentType: 'image/jpeg' });
  await files.objects.put(PICTURE, Buffer.alloc(100_000, 7), { contentType: 'image/png' });
  return { ...files, admin: postgres.admin, env: { ...files.env, MIGRATE_DATABASE_URL: postgres.adminUrl } };
};

/** An empty database and an empty storage. */
const target = async () => {
  const [{ url }, files] = await Promise.all([onEmptyPostgres(), storage()]);
  return { ...files, url, env: { ...files.env, MIGRATE_DATABASE_URL: url } };
};

/** Checks that the restore wrote nothing. */
const untouched = async ({ url, objects }: Awaited<ReturnType<typeof target>>): Promise<void> => {
  const admin = await connected(url);
  expect(await admin.query(`SELECT FROM pg_namespace WHERE nspname = 'bot'`)).toEqual([]);
  expect(await objects.list({ bucket: 'avatars', key: '' }).next()).toMatchObject({ done: true });
};

/** An answer that is longer than this, in bytes, carries a file and not just headers. */
const LONG = 10_000;

/** A connection to a storage that breaks in the middle of each long file, and carries it whole the next time it is asked for. */
const cutLine = async (url: string) => {
  const asked = new Map<string, number>();
  const cuts: string[] = [];
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    let file: string | undefined;
    near.on('data', (request: Buffer) => {
      [, file] = /^GET (\/[^ ?]+)/.exec(request.toString('latin1')) ?? [];
      if (file) asked.set(file, (asked.get(file) ?? 0) + 1);
      far.write(request);
    });
    far.on('data', (part: Buffer) => {
      if (!file || asked.get(file)! % 2 === 0 || part.length < LONG) return void near.write(part);
      cuts.push(file);
      file = undefined;
      near.end(part.subarray(0, LONG), () => near.destroy());
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterThisTest(async () => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cuts };
};

/** A connection to a storage that holds the first file it is to store until it is released. */
const heldLine = async (url: string) => {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    near.on('data', (request: Buffer) => {
      if (!request.toString('latin1').startsWith(`PUT /aisha/${PICTURE.key}`)) return void far.write(request);
      near.pause();
      asked.resolve();
      void released.promise.then(() => (far.write(request), near.resume()));
    });
    far.on('data', (part: Buffer) => near.write(part));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterThisTest(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked: asked.promise, release: released.resolve };
};

/** The size of a list that is longer than the buffers of both sockets hold, so that a pause of the reader stops the sender. */
const LONG_LIST = { objects: 16_000, keyBytes: 1_000 };

/** A connection to a storage that hangs up on a reader who pauses. */
const impatientLine = async (url: string) => {
  let sent = 0;
  let hungUp = 0;
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    far.on('data', (part: Buffer) => {
      sent += part.length;
      if (near.write(part)) return;
      far.pause();
      const patience = setTimeout(() => ((hungUp += 1), near.destroy()), 1_000);
      near.once('drain', () => (clearTimeout(patience), far.resume()));
      near.once('close', () => clearTimeout(patience));
    });
    near.on('data', (part: Buffer) => far.write(part));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterThisTest(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sent: () => sent, hungUp: () => hungUp };
};

const connected = async (url: string): Promise<Admin> => {
  const admin = await Admin.connect(url);
  afterThisTest(() => admin.close());
  return admin;
};

/** SQL: the schemas of Postgres itself and of the queue, which no backup holds. */
const NOT_THE_PRODUCTS = `('pg_catalog', 'information_schema', 'public', 'bullmq')`;

/** All rows of the product's tables, and the last numbers of its sequences. */
const everything = async (admin: Admin): Promise<Record<string, unknown>> => {
  const tables = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ${NOT_THE_PRODUCTS} ORDER BY 1`,
  );
  const sequences = await admin.query(
    `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname NOT IN ${NOT_THE_PRODUCTS} ORDER BY 1`,
  );
  const found: Record<string, unknown> = { sequences };
  for (const { name } of tables) found[name] = await admin.query(`SELECT t::text FROM ${name} t ORDER BY 1`);
  return found;
};

let from: Awaited<ReturnType<typeof source>>;
let said: { code: number; text: string };
beforeAll(async () => {
  from = await source();
  said = await command('backup', from.env, from.folder);
});

describe('a backup', () => {
  it('a backup that is restored into an empty database and an empty storage gives the same content, and the ledger adds up', async () => {
    const to = await target();
    expect(said.text).toMatch(/^\d+ rows of \d+ tables, as they were at .*\n2 files, 100012 bytes\n$/);
    expect((await command('restore', to.env, from.folder)).text).toMatch(
      /^would restore .*\nwould erase again, once the apps run: up to 0 people and 0 avatars.*\nNothing was changed/,
    );
    await untouched(to);

    expect(await command('restore', to.env, from.folder, '--yes')).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /^restored [^]*erasing again, once the apps run: 0 people and 0 avatars\n[^]*docs\/erasure\.md[^]*ok {2}balance-equals-entries/,
      ),
    });

    const admin = await connected(to.url);
    expect(await everything(admin)).toEqual(await everything(from.admin));
    expect(await to.objects.getBuffer(PHOTO, { maxBytes: 100 })).toEqual(Buffer.from('a photograph'));
    expect(await to.objects.head(PICTURE)).toEqual({ size: 100_000, contentType: 'image/png' });
    // The sequence of the restored table continues, and the table's triggers work.
    await admin.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, content) SELECT user_id, 8, 'result', '{}' FROM bot.person`,
    );
    expect(await admin.query('SELECT FROM bot.chat_queue WHERE chat_id = 8')).toHaveLength(1);
  });

  it('a backup is restored without its files by --rows-alone, also where the storage already has files', async () => {
    const to = await target();
    await to.objects.ensureBuckets();
    await to.objects.put(PHOTO, Buffer.from('the photograph of a replica'), { contentType: 'image/jpeg' });

    expect(await command('restore', to.env, from.folder, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('its buckets must be empty'),
    });
    expect((await command('restore', to.env, from.folder, '--rows-alone')).text).toMatch(
      /^would restore \d+ rows as they were at .*, and no files\n/,
    );
    expect(await command('restore', to.env, from.folder, '--rows-alone', '--yes')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^restored [^]*ok {2}balance-equals-entries/),
    });

    expect(await everything(await connected(to.url))).toEqual(await everything(from.admin));
    expect(await to.objects.getBuffer(PHOTO, { maxBytes: 100 })).toEqual(Buffer.from('the photograph of a replica'));
    await expect(to.objects.head(PICTURE)).rejects.toThrow('file-missing');
  });

  it('a backup can be read by its owner alone, and the output has no secret and nothing about a person', async () => {
    const entries = readdirSync(from.folder, { recursive: true, withFileTypes: true });
    expect(entries.length).toBeGreaterThan(30);
    for (const entry of entries) {
      const { mode } = statSync(path.join(entry.parentPath, entry.name));
      expect(mode & 0o777).toBe(entry.isDirectory() ? 0o700 : 0o600);
    }
    const told = said.text + readFileSync(path.join(from.folder, 'backup.json'), 'utf8');
    for (const secret of [KEYS.secretKey, new URL(from.env.MIGRATE_DATABASE_URL).password, 'Ünï'])
      expect(told).not.toContain(secret);
  });

  it('a backup of an older release is restored, and then migrated to this release', async () => {
    const [{ url }, files, to] = await Promise.all([onEmptyPostgres(), storage(), target()]);
    await migrate(url, { until: MIGRATIONS.at(-2)!.name });
    const admin = await connected(url);
    await admin.query(`INSERT INTO billing.account (user_id) VALUES (gen_random_uuid())`);
    await files.objects.ensureBuckets();
    await command('backup', { ...files.env, MIGRATE_DATABASE_URL: url }, files.folder);

    expect(await command('restore', to.env, files.folder, '--yes')).toMatchObject({ code: 0 });

    const restored = await connected(to.url);
    expect(await restored.query('SELECT name FROM aisha_migration')).toHaveLength(MIGRATIONS.length);
    expect(await restored.query('SELECT FROM billing.account')).toHaveLength(1);
  });

  it('a backup is refused in a folder that is not empty', async () => {
    const before = readdirSync(from.folder);

    expect(await command('backup', from.env, from.folder)).toMatchObject({
      code: 1,
      text: expect.stringContaining('must be a new or an empty folder'),
    });
    expect(readdirSync(from.folder)).toEqual(before);
  });

  (hasPgBouncer ? it : it.skip)('a backup is not taken through a pooler, which keeps no lock for it', async () => {
    const { port } = await onPgBouncer({ servers: 2 });
    const pooled = Object.assign(new URL(from.env.MIGRATE_DATABASE_URL), { port: String(port) }).href;

    expect(
      await command('backup', { ...from.env, MIGRATE_DATABASE_URL: pooled }, `${from.folder}-pooled`),
    ).toMatchObject({
      code: 1,
      text: expect.stringContaining('MIGRATE_DATABASE_URL leads to a pooler'),
    });
  });

  it('a backup of another product’s database is refused when no storage is named, because it would get files of the product that runs here', async () => {
    const stateDir = folderOfThisTest();
    writeFileSync(
      path.join(stateDir, 'running.json'),
      JSON.stringify({ ...from.env, MIGRATE_DATABASE_URL: 'postgres://another' }),
    );
    const env = { STATE_DIR: stateDir, MIGRATE_DATABASE_URL: from.env.MIGRATE_DATABASE_URL };

    expect(await command('backup', env, path.join(stateDir, 'backup'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('MINIO_ENDPOINT'),
    });
  });

  it('a backup has the file of each of its rows, even if the file is stored or removed while the backup is made, and no file that was removed before the rows were read', async () => {
    const { objects, folder: place } = await storage();
    await objects.ensureBuckets();
    const stored = (key: string, text = key) =>
      objects.put({ bucket: 'files', key }, Buffer.from(text), { contentType: 'text/plain' });
    for (const key of ['gone-before', 'gone-after', 'kept', 'replaced']) await stored(key);
    const folder = new BackupFolder(place);
    await folder.begin();

    await catchUp(objects, folder, { dropGone: true, isFirst: true });
    await objects.remove([{ bucket: 'files', key: 'gone-before' }]);
    await catchUp(objects, folder, { dropGone: true });
    await objects.remove([{ bucket: 'files', key: 'gone-after' }]);
    await stored('came');
    await stored('replaced', 'by another');
    const { count } = await catchUp(objects, folder, { dropGone: false });

    const [texts, left] = [new Map<string, string>(), readdirSync(path.join(place, 'objects'), { recursive: true })];
    for await (const object of folder.listed()) texts.set(object.key, await text(folder.read(folder.fileOf(object))));
    expect(Object.fromEntries(texts)).toEqual({
      came: 'came',
      'gone-after': 'gone-after',
      kept: 'kept',
      replaced: 'by another',
    });
    expect(count).toBe(4);
    expect(left.filter((name) => String(name).includes(path.sep))).toHaveLength(4);
  });
});

describe('a file that breaks off on its way into a backup', () => {
  it('a file that breaks off on its way into a backup is fetched again', async () => {
    const { objects, env, folder: place } = await storage();
    await objects.ensureBuckets();
    await objects.put(PICTURE, Buffer.alloc(1_000_000, 7), { contentType: 'image/png' });
    const [folder, line] = [new BackupFolder(place), await cutLine(env.MINIO_ENDPOINT)];
    await folder.begin();

    const cut = new S3ObjectStore(parseConfig(StorageConfig, { ...env, MINIO_ENDPOINT: line.url }));
    expect(await catchUp(cut, folder, { dropGone: true, isFirst: true })).toMatchObject({
      count: 1,
      bytesStored: 1_000_000,
    });
    expect(line.cuts).toEqual([expect.stringContaining(PICTURE.key)]);
    await verifyObjects(folder);
  });
});

/** A bucket for backups, and the environment in which the commands find it. */
const onBucket = async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-backups-'));
  const server = await startS3({ accessKey: 'keeper', secretKey: 'another-long-secret', dir });
  afterThisTest(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });
  const given = { MINIO_ENDPOINT: server.url, MINIO_ACCESS_KEY: 'keeper', MINIO_SECRET_KEY: 'another-long-secret' };
  const names = { MINIO_BUCKET_NAME: 'backups', MINIO_BUCKET_AVATARS: 'backups' };
  const config = { ...given, ...names };
  const store = new S3ObjectStore(parseConfig(StorageConfig, config));
  await store.ensureBuckets();
  const key = await newKey();
  const env = {
    BACKUP_ENDPOINT: server.url,
    BACKUP_BUCKET: 'backups',
    BACKUP_ACCESS_KEY: 'keeper',
    BACKUP_SECRET_KEY: 'another-long-secret',
    BACKUP_KEY: key,
  };
  const keys = async (): Promise<string[]> => {
    const all: string[] = [];
    for await (const one of store.list({ bucket: 'files', key: '' })) all.push(one.key);
    return all;
  };
  return { server, store, config, key, env, dir, keys };
};

/** The storage `objects`, which also notes the keys that it is asked for. */
const counting = (objects: S3ObjectStore, method: 'get') => {
  const keys: string[] = [];
  const store = new Proxy(objects, {
    get: (target, name) =>
      name === method
        ? (object: StoredObject) => (keys.push(object.key), target[method](object))
        : Reflect.get(target, name),
  });
  return { store, keys };
};

const newKey = async () => (await command('backup', {}, '--new-key')).text.trim();

describe('a backup in a bucket', () => {
  it('a backup in a bucket, the newest one or one chosen by its name, is restored exactly, and the ledger adds up', async () => {
    const [bucket, to, again] = [await onBucket(), await target(), await target()];
    const files = await storage();
    await files.objects.ensureBuckets();
    await files.objects.put(PHOTO, Buffer.from('a photograph'), { contentType: 'image/jpeg' });
    await files.objects.put(PICTURE, Buffer.alloc(100_000, 7), { contentType: 'image/png' });
    const env = { ...from.env, ...files.env, ...bucket.env };
    expect(await command('backup', env)).toMatchObject({ code: 0, text: expect.stringContaining('2 files') });
    await files.objects.put(PICTURE, Buffer.from('drawn again'), { contentType: 'image/png' });
    expect(await command('backup', env)).toMatchObject({ code: 0 });

    const [newest, older] = (await command('backup', env, '--list')).text.trim().split('\n');
    expect([newest, older]).toEqual([expect.stringMatching(/^\d{4}-.*Z$/), expect.stringMatching(/^\d{4}-.*Z$/)]);
    expect(await command('backup', env, '--fresh', '1h')).toMatchObject({ code: 0, text: `${newest}\n` });
    expect(await command('restore', { ...to.env, ...bucket.env }, 'newest')).toMatchObject({
      code: 0,
      text: expect.stringMatching(new RegExp(`^would restore ${newest}: \\d+ rows`)),
    });
    await untouched(to);
    for (const [place, name, picture] of [
      [to, 'newest', Buffer.from('drawn again')],
      [again, older!, Buffer.alloc(100_000, 7)],
    ] as const) {
      expect(await command('restore', { ...place.env, ...bucket.env }, name, '--yes')).toMatchObject({
        code: 0,
        text: expect.stringMatching(/restored [^]*ok {2}balance-equals-entries/),
      });
      expect(await everything(await connected(place.url))).toEqual(await everything(from.admin));
      expect(await place.objects.getBuffer(PICTURE, { maxBytes: 200_000 })).toEqual(picture);
      expect(await place.objects.head(PHOTO)).toEqual({ size: 12, contentType: 'image/jpeg' });
    }
  });

  it('a backup in a bucket is restored though the connection to the bucket breaks in the middle of a file, of the list and of a table', async () => {
    const [bucket, { fixtures, admin, adminUrl }, files, to] = await Promise.all([
      onBucket(),
      onPostgres('billing'),
      storage(),
      target(),
    ]);
    const { userId } = await fixtures.person();
    await admin.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, content)
         SELECT $1, 7, 'result', jsonb_build_object('kind', 'text', 'markup', repeat('word ', 20)) FROM generate_series(1, 300)`,
      [userId],
    );
    await files.objects.ensureBuckets();
    await files.objects.put(PICTURE, Buffer.alloc(100_000, 7), { contentType: 'image/png' });
    for (let at = 0; at < 60; at += 1)
      await files.objects.put({ bucket: 'files', key: `${at}` }, Buffer.from(`${at}`), { contentType: 'a/b' });
    expect(await command('backup', { ...files.env, ...bucket.env, MIGRATE_DATABASE_URL: adminUrl })).toMatchObject({
      code: 0,
    });
    const line = await cutLine(bucket.server.url);
    const env = { ...to.env, ...bucket.env, BACKUP_ENDPOINT: line.url };

    expect(await command('restore', env, 'newest')).toMatchObject({ code: 0 });
    for (const part of ['/rows/bot.delivery.copy.age', '/objects.jsonl.age', '/objects/'])
      expect(line.cuts.filter((file) => file.includes(part))).not.toEqual([]);
    const before = line.cuts.length;
    expect(await command('restore', env, 'newest', '--yes')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^restored [^]*ok {2}balance-equals-entries/),
    });

    // The check cuts the table once, and its restore once more.
    expect(line.cuts.slice(before).filter((file) => file.endsWith('/rows/bot.delivery.copy.age'))).toHaveLength(2);
    expect(line.cuts.slice(before).filter((file) => file.includes('/objects/'))).toHaveLength(1);
    expect(await everything(await connected(to.url))).toEqual(await everything(admin));
    expect(await to.objects.getBuffer(PICTURE, { maxBytes: 200_000 })).toEqual(Buffer.alloc(100_000, 7));
  });

  it('a backup does not begin while a restore fills its database: it would be empty, count as the newest, and have the oldest removed', async () => {
    const [bucket, to] = [await onBucket(), await target()];
    expect(await command('backup', { ...from.env, ...bucket.env })).toMatchObject({ code: 0 });
    const line = await heldLine(to.env.MINIO_ENDPOINT);
    const restore = command('restore', { ...to.env, ...bucket.env, MINIO_ENDPOINT: line.url }, 'newest', '--yes');
    await Promise.race([line.asked, restore]);

    expect(await command('backup', { ...to.env, ...bucket.env })).toMatchObject({
      code: 1,
      text: expect.stringContaining('a backup or a restore of this database is under way'),
    });
    line.release();
    expect(await restore).toMatchObject({ code: 0, text: expect.stringMatching(/^restored /) });
    expect((await command('backup', { ...to.env, ...bucket.env }, '--list')).text.trim().split('\n')).toHaveLength(1);
  });

  it('a restore does not begin while a backup of its database is under way', async () => {
    const to = await target();
    const another = await connected(to.url);
    await another.query(`SELECT pg_advisory_lock(hashtext('aisha.backup'))`);

    expect(await command('restore', to.env, from.folder, '--yes')).toMatchObject({
      code: 1,
      text: 'a backup or a restore of this database is under way. Nothing was restored.\n',
    });
    await untouched(to);
  });

  it('a backup in a bucket shows nothing of its content, and only its key opens it', async () => {
    const [bucket, to] = [await onBucket(), await target()];
    await command('backup', { ...from.env, ...bucket.env });

    for (const entry of readdirSync(bucket.dir, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) expect([file, readFileSync(file).includes('a photograph')]).toEqual([file, false]);
    }
    const keys = await bucket.keys();
    expect(keys.join()).not.toMatch(/avatars|pictures|jpg|png/);
    for (const key of keys)
      expect((await bucket.store.getBuffer({ bucket: 'files', key }, BIG)).subarray(0, 21)).toEqual(AGE);
    const env = { ...to.env, ...bucket.env, BACKUP_KEY: await newKey() };
    expect(await command('restore', env, 'newest', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^BACKUP_KEY: is not the key that .* was encrypted for. Nothing was restored.\n$/),
    });
    await untouched(to);
    expect(await command('backup', { ...from.env, ...bucket.env, BACKUP_KEY: 'secret' })).toMatchObject({
      code: 1,
      text: expect.stringContaining('BACKUP_KEY: must be an AGE-SECRET-KEY-1'),
    });
  });

  it('a backup in a bucket copies only what has changed since the last one', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const put = (key: string, text: string) =>
      files.objects.put({ bucket: 'files', key }, Buffer.from(text), { contentType: 'text/plain' });
    for (const key of ['a', 'b', 'c']) await put(key, key);
    const take = async (at: string) => {
      const backups = new BackupBucket(bucket.store, bucket.key);
      const backup = backups.begin(new Date(at));
      await backup.begin();
      const before = new Set(await bucket.keys());
      const listed = await catchUp(files.objects, backup, { dropGone: true, isFirst: true });
      await backup.finish({ ...MANIFEST, objects: listed });
      const { count } = listed;
      const isNew = (key: string) => key.includes('/objects/') && !before.has(key);
      return { backups, backup, count, copied: (await bucket.keys()).filter(isNew).length };
    };

    expect(await take('2026-11-01T10:00:00Z')).toMatchObject({ count: 3, copied: 3 });
    await put('b', 'another');
    await put('d', 'd');
    await files.objects.remove([{ bucket: 'files', key: 'a' }]);
    const second = await take('2026-11-02T10:00:00Z');
    expect(second).toMatchObject({ count: 3, copied: 2 });

    expect(await prune(second.backups, 1, { unusedBefore: new Date(Date.now() + 60_000) })).toBe(1);
    expect(await second.backups.finished()).toEqual(['2026-11-02T100000Z']);
    expect((await bucket.keys()).filter((key) => key.includes('/objects/'))).toHaveLength(3);
    await verifyObjects(second.backup);
  });

  it('a backup in a bucket copies files again that the bucket has lost', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const sizes = { lost: 70_000, cut: 65_536, kept: 0 };
    for (const [key, bytes] of Object.entries(sizes))
      await files.objects.put({ bucket: 'files', key }, Buffer.alloc(bytes, 7), { contentType: 'a/b' });
    const backups = new BackupBucket(bucket.store, bucket.key);
    const take = async (day: string) => {
      const backup = backups.begin(new Date(`2026-11-${day}T10:00:00Z`));
      await backup.begin();
      const objects = await catchUp(files.objects, backup, { dropGone: true, isFirst: true });
      await backup.finish({ ...MANIFEST, objects });
      return backup;
    };
    const first = await take('01');
    await expect(first.refuseIncomplete()).resolves.toBeUndefined();
    const of = async (key: string) =>
      ({ bucket: 'files', key: `aisha/${first.fileOf(await listed(files.objects, key))}.age` }) as const;
    await bucket.store.remove([await of('lost')]);
    await bucket.store.put(await of('cut'), Buffer.from('cut'), { contentType: 'a/b' });
    await expect(first.refuseIncomplete()).rejects.toThrow('is missing from the backup');

    const second = await take('02');
    await second.refuseIncomplete();
    await verifyObjects(second);
  });

  it('a backup ends when it loses the connection whose lock keeps other backups out', async () => {
    const url = from.env.MIGRATE_DATABASE_URL;
    const backup = withoutAnother(url, async () => {
      await from.admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'aisha:backup' AND datname = current_database()`,
      );
      await new Promise(() => undefined);
    });
    await expect(backup).rejects.toThrow('the connection that kept backups and restores out broke off');
  });

  it('a backup in a bucket does not count when it was copied to the name of another backup, and the real backups stay', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const backups = new BackupBucket(bucket.store, bucket.key);
    const real: string[] = [];
    const take = async (begun: Date, text: string) => {
      await files.objects.put(PICTURE, Buffer.from(text), { contentType: 'image/png' });
      const backup = backups.begin(begun);
      await backup.begin();
      const objects = await catchUp(files.objects, backup, { dropGone: true, isFirst: true });
      await backup.finish({ ...MANIFEST, objects });
      real.unshift(backup.place);
      return backup;
    };
    const copy = async (from: string, to: string) => {
      for (const file of ['backup.json.age', 'objects.jsonl.age'])
        await bucket.store.copy(
          { bucket: 'files', key: `aisha/backups/${from}/${file}` },
          { bucket: 'files', key: `aisha/backups/${to}/${file}` },
        );
    };
    await take(new Date('2026-11-01T10:00:00Z'), 'drawn');
    const last = await take(new Date('2026-11-02T10:00:00Z'), 'drawn again');
    for (const name of ['2026-11-03T100000Z', '2099-01-01T000000Z', '9999-12-31T235959Z']) await copy(real[1]!, name);

    expect(await prune(backups, 2, { unusedBefore: new Date(Date.now() + 60_000) })).toBe(0);
    expect(await backups.finished()).toEqual(real);
    expect(await backups.newest()).toBe(last.place);
    await verifyObjects(last);
    expect(await command('backup', { ...from.env, ...bucket.env }, '--fresh', '1h')).toMatchObject({
      code: 1,
      text: `The newest backup is ${last.place}\n`,
    });
    await expect((await backups.named('2026-11-03T100000Z')).manifest()).rejects.toThrow('is a copy of the backup');
  });

  it('a backup in a bucket may have a list of any length, however long the work on its first object takes', async () => {
    const bucket = await onBucket();
    const backup = new BackupBucket(bucket.store, bucket.key).begin(new Date('2026-11-01T10:00:00Z'));
    await backup.begin();
    const facts = { bucket: 'files', contentType: 'a/b', etag: 'e', bytes: 1, sha256: 's' };
    const key = (at: number) => `${at}`.padStart(LONG_LIST.keyBytes, '0');
    const list = Array.from({ length: LONG_LIST.objects }, (_, at) => JSON.stringify({ ...facts, key: key(at) }));
    const objects = { ...(await backup.write(OBJECTS, lines(list))), count: list.length, bytesStored: list.length };
    await backup.finish({ ...MANIFEST, objects });
    const line = await impatientLine(bucket.server.url);
    const config = parseConfig(StorageConfig, { ...bucket.config, MINIO_ENDPOINT: line.url });

    let read = 0;
    for await (const one of (await new BackupBucket(new S3ObjectStore(config), bucket.key).named('newest')).listed()) {
      expect(one.key).toBe(key(read));
      read += 1;
      if (read === 1) await eventually(() => expect(line.sent() > objects.bytes || line.hungUp() > 0).toBe(true));
    }
    expect([read, line.hungUp()]).toEqual([LONG_LIST.objects, 0]);
  });

  it('a backup in a bucket is not restored when, after the check, its rows or its list are replaced by those of another backup', async () => {
    const [bucket, to] = [await onBucket(), await target()];
    await command('backup', { ...from.env, ...bucket.env });
    const backups = new BackupBucket(bucket.store, bucket.key);
    const backup = await backups.named('newest');
    const manifest: Manifest = await backup.manifest();
    await migrate(to.url);
    await verifyRows(backup, manifest);

    const account = 'rows/billing.account.copy';
    const swapped = (await text(backup.read(account))).replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    await backup.write(account, Readable.from([swapped]));
    await expect(asOwner(to.url, (client) => putRowsBack(client, backup, manifest))).rejects.toThrow(
      `${account}: is damaged, its checksum differs`,
    );
    expect(await (await connected(to.url)).query('SELECT FROM bot.person')).toEqual([]);

    await (await backups.named('newest')).write(OBJECTS, lines([]));
    await expect(verifyObjects(await backups.named('newest'))).rejects.toThrow(`${OBJECTS}: is damaged`);
  });

  it('a backup in a bucket is not removed, however old, while a list or a manifest does not open', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const backups = new BackupBucket(bucket.store, bucket.key);
    for (const day of ['01', '02']) {
      const backup = backups.begin(new Date(`2026-11-${day}T10:00:00Z`));
      await backup.begin();
      await backup.finish({
        ...MANIFEST,
        objects: await catchUp(files.objects, backup, { dropGone: true, isFirst: true }),
      });
    }
    const before = await bucket.keys();
    for (const file of ['objects.jsonl', 'backup.json']) {
      const object = { bucket: 'files', key: `aisha/backups/2026-11-02T100000Z/${file}.age` } as const;
      const whole = await bucket.store.getBuffer(object, BIG);
      await bucket.store.put(object, whole.subarray(0, -1), { contentType: 'a/b' });
      await expect(prune(backups, 1)).rejects.toThrow('is damaged');
      await bucket.store.put(object, whole, { contentType: 'a/b' });
    }
    expect(await bucket.keys()).toEqual(before);
    expect(await prune(backups, 1)).toBe(1);
  });

  it('a backup in a bucket that was cut off does not count, and the next one goes on where it stopped', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    for (let at = 0; at < 20; at += 1)
      await files.objects.put({ bucket: 'files', key: `${100 + at}` }, Buffer.from(`${at}`), { contentType: 'a/b' });
    const backups = new BackupBucket(bucket.store, bucket.key, { notes: { every: 4 } });
    const cutOff = backups.begin(new Date('2026-11-01T10:00:00Z'));
    await cutOff.begin();
    bucket.server.faults.add({
      on: 'put',
      kind: '403',
      times: 3,
      match: cutOff.fileOf(await listed(files.objects, '118')),
    });
    await expect(catchUp(files.objects, cutOff, { dropGone: true, isFirst: true })).rejects.toThrow();
    expect(await backups.finished()).toEqual([]);
    await expect(backups.named('newest')).rejects.toThrow('holds no finished backup');

    const before = (await bucket.keys()).filter((key) => key.includes('/objects/'));
    expect(before.length).toBeGreaterThanOrEqual(16);
    const next = backups.begin(new Date('2026-11-02T10:00:00Z'));
    await next.begin();
    const read = counting(files.objects, 'get');
    const all = await catchUp(read.store, next, { dropGone: true, isFirst: true });
    expect(all).toMatchObject({ count: 20 });
    expect(read.keys.length).toBeLessThanOrEqual(8);
    await next.finish({ ...MANIFEST, objects: all });
    expect(await prune(backups, 5)).toBe(1);
    expect(await backups.finished()).toEqual(['2026-11-02T100000Z']);
    await verifyObjects(next);
  });

  it('a backup in a bucket goes on after the furthest of several backups that were cut off, not after the last of them', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    for (let at = 0; at < 20; at += 1)
      await files.objects.put({ bucket: 'files', key: `${100 + at}` }, Buffer.from(`${at}`), { contentType: 'a/b' });
    const backups = new BackupBucket(bucket.store, bucket.key, { notes: { every: 4 } });
    const cutOff = async (day: string, at: (backup: Backup) => string | Promise<string>) => {
      const backup = backups.begin(new Date(`2026-11-${day}T10:00:00Z`));
      await backup.begin();
      bucket.server.faults.add({ on: 'put', kind: '403', times: 3, match: await at(backup) });
      await expect(catchUp(files.objects, backup, { dropGone: true, isFirst: true })).rejects.toThrow();
      bucket.server.faults.clear();
    };
    await cutOff('01', async (backup) => backup.fileOf(await listed(files.objects, '118')));
    await cutOff('02', ({ place }) => `${place}/notes/000002`);

    const next = backups.begin(new Date('2026-11-03T10:00:00Z'));
    await next.begin();
    const read = counting(files.objects, 'get');
    const all = await catchUp(read.store, next, { dropGone: true, isFirst: true });

    expect(all).toMatchObject({ count: 20 });
    expect(read.keys.length).toBeLessThanOrEqual(8);
    await next.finish({ ...MANIFEST, objects: all });
    await verifyObjects(next);
  });

  it('a backup in a bucket notes its progress after a while too, because a few large files take as long as many small ones', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    for (let at = 0; at < 20; at += 1)
      await files.objects.put({ bucket: 'files', key: `${100 + at}` }, Buffer.from(`${at}`), { contentType: 'a/b' });
    const backups = new BackupBucket(bucket.store, bucket.key, { notes: { afterMs: 0 } });
    const cutOff = backups.begin(new Date('2026-11-01T10:00:00Z'));
    await cutOff.begin();
    const last = cutOff.fileOf(await listed(files.objects, '119'));
    bucket.server.faults.add({ on: 'put', kind: '403', times: 3, match: last });
    await expect(catchUp(files.objects, cutOff, { dropGone: true, isFirst: true })).rejects.toThrow();

    const next = backups.begin(new Date('2026-11-02T10:00:00Z'));
    await next.begin();
    const read = counting(files.objects, 'get');
    await catchUp(read.store, next, { dropGone: true, isFirst: true });
    // Eight objects are copied at once; the backup notes no object behind the first incomplete one.
    expect(read.keys.length).toBeLessThanOrEqual(8);
  });

  it('a prune reads the list of a backup once, and later only the small list of its file names', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const gets = counting(bucket.store, 'get');
    const backups = new BackupBucket(gets.store, bucket.key);
    const take = async (day: string) => {
      await files.objects.put({ bucket: 'files', key: day }, Buffer.from(day), { contentType: 'a/b' });
      const backup = backups.begin(new Date(`2026-11-${day}T10:00:00Z`));
      await backup.begin();
      const objects = await catchUp(files.objects, backup, { dropGone: true, isFirst: true });
      await backup.finish({ ...MANIFEST, objects });
      gets.keys.length = 0;
      await prune(backups, 2, { unusedBefore: new Date(Date.now() + 60_000) });
      return gets.keys.filter((key) => key.endsWith('/objects.jsonl.age')).map((key) => key.split('/')[2]);
    };
    const days = ['01', '02', '03', '04', '05'];
    const read: (string | undefined)[][] = [];
    for (const day of days) read.push(await take(day));

    expect(read).toEqual([
      [], // the prune removes nothing
      [],
      ['2026-11-03T100000Z', '2026-11-02T100000Z'],
      ['2026-11-04T100000Z'],
      ['2026-11-05T100000Z'],
    ]);
    for (const name of await backups.finished()) await verifyObjects(await backups.named(name));
  });

  it('a prune ignores file names that belong to another backup, and a list of names that is incomplete', async () => {
    const [bucket, files] = [await onBucket(), await storage()];
    await files.objects.ensureBuckets();
    const backups = new BackupBucket(bucket.store, bucket.key);
    const now = { unusedBefore: new Date(Date.now() + 60_000) };
    const take = async (day: string) => {
      await files.objects.put(PICTURE, Buffer.from(`drawn on ${day}`), { contentType: 'image/png' });
      const backup = backups.begin(new Date(`2026-11-${day}T10:00:00Z`));
      await backup.begin();
      await backup.finish({
        ...MANIFEST,
        objects: await catchUp(files.objects, backup, { dropGone: true, isFirst: true }),
      });
    };
    const of = (day: string, file: string): StoredObject => ({
      bucket: 'files',
      key: `aisha/backups/2026-11-${day}T100000Z/${file}.age`,
    });
    for (const day of ['01', '02', '03']) await take(day);
    expect(await prune(backups, 2, now)).toBe(1);
    await bucket.store.copy(of('03', 'names'), of('02', 'names'));
    await take('04');
    expect(await prune(backups, 3, now)).toBe(0);
    await take('05');
    expect(await prune(backups, 4, now)).toBe(0);
    await bucket.store.remove([of('01', 'backup.json')]);
    await bucket.store.put(of('01', 'rows/none'), Buffer.from('of one that was cut off'), { contentType: 'a/b' });
    expect(await prune(backups, 4, now)).toBe(1);
    for (const name of await backups.finished()) await verifyObjects(await backups.named(name));

    await bucket.store.remove([of('05', 'objects.jsonl')]);
    await expect(prune(backups, 1, now)).rejects.toThrow('its list of files is missing or is damaged');
    expect(await backups.finished()).toHaveLength(4);
  });

  it('a backup in a bucket is not restored when a part of it is missing or damaged', async () => {
    const [bucket, to] = [await onBucket(), await target()];
    await command('backup', { ...from.env, ...bucket.env });
    const key = (await bucket.keys()).find((one) => one.includes('/objects/'))!;
    const whole = await bucket.store.getBuffer({ bucket: 'files', key }, BIG);
    const env = { ...to.env, ...bucket.env };

    whole[whole.length - 1]! ^= 1;
    await bucket.store.put({ bucket: 'files', key }, whole, { contentType: 'a/b' });
    expect(await command('restore', env, 'newest')).toMatchObject({
      code: 1,
      text: expect.stringContaining('is damaged'),
    });
    await bucket.store.remove([{ bucket: 'files', key }]);
    expect(await command('restore', env, 'newest', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^objects\/.*: is missing from the backup. Nothing was restored.\n$/),
    });
    await untouched(to);
  });

  (hasAge ? it : it.skip)('a backup in a bucket can be opened with the program age on any machine', async () => {
    const bucket = await onBucket();
    await command('backup', { ...from.env, ...bucket.env });
    const key = (await bucket.keys()).find((one) => one.endsWith('/backup.json.age'))!;
    const encrypted = await bucket.store.getBuffer({ bucket: 'files', key }, BIG);
    const identity = path.join(bucket.dir, 'identity');
    writeFileSync(identity, bucket.key);

    const { stdout, status } = spawnSync('age', ['--decrypt', '--identity', identity], { input: encrypted });
    expect([status, (JSON.parse(stdout.toString()) as { format: number }).format]).toEqual([0, 1]);
  });

  it('a backup in a bucket with --every is taken at once, and a signal ends the wait for the next one', async () => {
    const bucket = await onBucket();
    const env = { ...surroundings(), ...from.env, ...bucket.env };
    const program = path.join(__dirname, 'backup.mts');
    const loop = spawn(process.execPath, [program, '--every', '24h'], { env, stdio: 'ignore' });
    const ended = once(loop, 'exit');
    const backups = new BackupBucket(bucket.store, bucket.key);
    await eventually(async () => expect(await backups.finished()).toHaveLength(1), { timeoutMs: 180_000 });
    await eventually(async () => expect(await bucket.keys()).toContain('aisha/erased/looked.age'));

    loop.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await backups.finished()).toHaveLength(1);
  });

  it('a backup in a bucket with --every is not taken again at once when the bucket fails to answer one time', async () => {
    const bucket = await onBucket();
    const backups = new BackupBucket(bucket.store, bucket.key);
    const fresh = backups.begin();
    await fresh.finish({
      ...MANIFEST,
      objects: { ...(await fresh.write(OBJECTS, lines([]))), count: 0, bytesStored: 0 },
    });
    bucket.server.faults.add({ on: 'get', kind: '403', times: 1, match: `${fresh.place}/backup.json` });

    const env = { ...surroundings(), ...from.env, ...bucket.env };
    const loop = spawn(process.execPath, [path.join(__dirname, 'backup.mts'), '--every', '24h'], { env });
    let told = '';
    for (const stream of [loop.stdout, loop.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()));
    const ended = once(loop, 'exit');
    await eventually(() => expect(told).not.toBe(''), { timeoutMs: 60_000 });
    loop.kill('SIGTERM');
    await ended;
    expect(told).toMatch(/^The backups cannot be looked at: .*\n$/);
    expect(await backups.finished()).toEqual([fresh.place]);
  });

  it('a backup in a bucket is refused with the name of each variable that is wrong, and while another backup is under way', async () => {
    const bucket = await onBucket();
    expect(
      await command('backup', { ...from.env, ...bucket.env, BACKUP_ENDPOINT: 'nowhere', BACKUP_SECRET_KEY: 'x' }),
    ).toMatchObject({ code: 1, text: expect.stringMatching(/BACKUP_ENDPOINT: [^]*BACKUP_SECRET_KEY: /) });
    const another = await connected(from.env.MIGRATE_DATABASE_URL);
    await another.query(`SELECT pg_advisory_lock(hashtext('aisha.backup'))`);
    expect(await command('backup', { ...from.env, ...bucket.env })).toMatchObject({
      code: 1,
      text: expect.stringContaining('a backup or a restore of this database is under way'),
    });
  });
});

describe('a restore after erasures', () => {
  /** A product of two people with an avatar each. */
  const ofTwo = async () => {
    const [postgres, files] = await Promise.all([onPostgres('billing'), storage()]);
    await files.objects.ensureBuckets();
    const { fixtures, admin, adminUrl } = postgres;
    const [anna, boris] = [await fixtures.person(), await fixtures.person()];
    const avatarOfAnna = await fixtures.avatar({ userId: anna.userId });
    const avatarOfBoris = await fixtures.avatar({ userId: boris.userId });
    return { admin, anna, boris, avatarOfAnna, avatarOfBoris, env: { ...files.env, MIGRATE_DATABASE_URL: adminUrl } };
  };
  type OfTwo = Awaited<ReturnType<typeof ofTwo>>;

  /** Anna has everything erased, and Boris deletes his avatar. */
  const erases = async ({ admin, anna, avatarOfBoris }: OfTwo, askedAt = new Date()): Promise<void> => {
    await admin.query(
      `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits, asked_at) VALUES (gen_random_uuid(), $1, 'person', true, $2)`,
      [anna.userId, askedAt],
    );
    await admin.query('UPDATE trainer.avatar SET deleted_at = $2 WHERE id = $1', [avatarOfBoris.id, askedAt]);
  };
  /** The database goes back to before the erasures. */
  const goesBack = async ({ admin }: OfTwo): Promise<void> => {
    await admin.query('DELETE FROM bot.erasure');
    await admin.query('UPDATE trainer.avatar SET deleted_at = NULL');
  };
  const asked = (admin: Admin) => admin.query(`SELECT receiver, job, payload FROM bot.outbox ORDER BY job DESC`);
  const toErase = ({ anna, boris, avatarOfBoris }: OfTwo) => [
    {
      receiver: 'bot-gateway',
      job: 'erase-person',
      payload: expect.objectContaining({ userId: anna.userId, operator: 'command:restore' }),
    },
    {
      receiver: 'avatar-trainer',
      job: 'delete-avatar',
      payload: { userId: boris.userId, avatarId: avatarOfBoris.id },
    },
  ];

  it('a restore has the person and the avatar erased again that people had erased after the backup, by encrypted tombstones, and nobody else', async () => {
    const [bucket, people, to] = [await onBucket(), await ofTwo(), await target()];
    const env = { ...people.env, ...bucket.env };
    expect(await command('backup', env)).toMatchObject({ code: 0 });
    await erases(people);
    expect(await command('backup', env, '--erasures')).toMatchObject({ code: 0, text: '2 tombstones left\n' });
    expect(await command('backup', env, '--erasures')).toMatchObject({ code: 0, text: '' });

    expect(await command('restore', { ...to.env, ...bucket.env }, 'newest', '--yes')).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /^restored [^]*erasing again, once the apps run: 1 person and 1 avatar\nWhat people erased after \d{4}-.*Z is not among them/,
      ),
    });

    expect(await asked(await connected(to.url))).toEqual(toErase(people));
    const erased = (await bucket.keys()).filter((key) => key.includes('/erased/'));
    expect(erased).toHaveLength(4); // two tombstones, the moment of the last look, and that of the restore
    expect(erased.join()).not.toContain(people.anna.userId);
    for (const key of erased)
      expect((await bucket.store.getBuffer({ bucket: 'files', key }, BIG)).subarray(0, 21)).toEqual(AGE);
  });

  it('a restore of a folder has erased again what tombstones in the folder name', async () => {
    const [people, to] = [await ofTwo(), await target()];
    expect(await command('backup', people.env, to.folder)).toMatchObject({ code: 0 });
    await erases(people);
    expect(await command('backup', people.env, to.folder, '--erasures')).toMatchObject({ code: 0 });

    expect(await command('restore', to.env, to.folder, '--yes')).toMatchObject({ code: 0 });

    expect(await asked(await connected(to.url))).toEqual(toErase(people));
  });

  it('a Postgres that was restored by itself has the erasures repeated by --erasures-alone, once, and a tombstone that does not open is named', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const env = { ...people.env, ...bucket.env };
    await erases(people);
    await command('backup', env, '--erasures');
    await goesBack(people);
    const broken = 'aisha/erased/2026-11-30T000000.000Z-00000000-0000-0000-0000-000000000000.age';
    await bucket.store.put({ bucket: 'files', key: broken }, Buffer.from('?'), { contentType: 'a/b' });

    expect(await command('restore', env, 'newest', '--erasures-alone')).toMatchObject({
      text: expect.stringContaining('would erase again, once the apps run: 1 person and 1 avatar'),
    });
    expect(await asked(people.admin)).toEqual([]);
    expect(await command('restore', env, 'newest', '--erasures-alone', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Tombstones that do not open, so that who or what they name is back: 2026-11-30T'),
    });
    expect(await asked(people.admin)).toEqual(toErase(people));
    await erases(people);
    expect((await command('restore', env, 'newest', '--erasures-alone')).text).toContain('0 people and 0 avatars');
  });

  it('a tombstone that was swapped for another one erases nobody, and a restore names it, because whoever has the bucket alone can swap files', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const env = { ...people.env, ...bucket.env };
    await erases(people);
    await command('backup', env, '--erasures');
    await goesBack(people);
    const [one, other] = (await bucket.keys()).filter((key) => /\/erased\/\d/.test(key)) as [string, string];
    await bucket.store.copy({ bucket: 'files', key: one }, { bucket: 'files', key: other });

    expect(await command('restore', env, 'newest', '--erasures-alone', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining(`is back: ${path.basename(other, '.age')}\n`),
    });
    expect(await asked(people.admin)).toHaveLength(1);
  });

  it('a restore that is to undo a deletion of many says first how many it would erase again, and erases none by --without-erasures', async () => {
    const [people, to] = [await ofTwo(), await target()];
    await command('backup', people.env, to.folder);
    await erases(people);
    await leaveTombstones(people.env.MIGRATE_DATABASE_URL, besideFolder(new BackupFolder(to.folder)));

    expect((await command('restore', to.env, to.folder)).text).toContain(
      '\nwould erase again, once the apps run: up to 1 person and 1 avatar. Where their deletion was the mistake: --without-erasures\n',
    );
    expect(await command('restore', to.env, to.folder, '--without-erasures', '--yes')).toMatchObject({
      code: 0,
      text: expect.stringContaining(
        `\nnot erased again: 1 person and 1 avatar. Later: aisha restore ${to.folder} --erasures-alone --yes\n`,
      ),
    });
    expect(await asked(await connected(to.url))).toEqual([]);
  });

  it('a database that went back does not say that tombstones are complete, until a restore has answered them', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const url = people.env.MIGRATE_DATABASE_URL;
    const place = besideBucket(new BackupBucket(bucket.store, bucket.key));
    const looks = async () => ({ ...(await leaveTombstones(url, place)), at: (await lookedAt(place))!.getTime() });
    await erases(people);
    const before = await looks();
    expect(before).toMatchObject({ left: 2, wentBack: false });

    await goesBack(people);
    expect(await looks()).toEqual({ left: 0, wentBack: true, at: before.at });
    await noteRestore(place);
    const answered = await looks();
    expect([answered.wentBack, answered.at > before.at]).toEqual([false, true]);

    // The rows of an erased person's avatars go, and this is no way back.
    await people.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [people.avatarOfAnna.id]);
    expect(await looks()).toMatchObject({ left: 1, wentBack: false });
    await erases(people);
    await people.admin.query('DELETE FROM trainer.avatar_photo WHERE avatar_id = $1', [people.avatarOfAnna.id]);
    await people.admin.query('DELETE FROM trainer.avatar WHERE id = $1', [people.avatarOfAnna.id]);
    expect(await looks()).toMatchObject({ left: 2, wentBack: false });
  });

  it('tombstones are left while a backup runs, which may take hours, and not while a restore runs', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const url = people.env.MIGRATE_DATABASE_URL;
    const leaves = () => leaveTombstones(url, besideBucket(new BackupBucket(bucket.store, bucket.key)));

    await withoutAnother(url, async () => void (await leaves()));
    const restores = withoutAnother(url, async () => void (await leaves()), { isRestore: true });
    await expect(restores).rejects.toThrow('a restore of this database is under way');
  });

  it('a restore of erasures alone is refused for a folder without a backup: a mistyped name erases nobody, and must not look like it did', async () => {
    const people = await ofTwo();
    expect(await command('restore', people.env, folderOfThisTest(), '--erasures-alone', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('holds no finished backup'),
    });
  });

  it('a tombstone is read again when it breaks off on its way, and a wrong name among the backups does not stop tombstones', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const url = people.env.MIGRATE_DATABASE_URL;
    const place = besideBucket(new BackupBucket(bucket.store, bucket.key));
    const wrong = 'aisha/backups/2026-99-99T999999Z/backup.json.age';
    await bucket.store.put({ bucket: 'files', key: wrong }, Buffer.from('?'), { contentType: 'a/b' });
    await erases(people);
    expect(await leaveTombstones(url, place)).toMatchObject({ left: 2 });

    bucket.server.faults.add({ on: 'get', kind: 'cut', times: 2, match: 'erased/2' });
    await goesBack(people);
    expect(await eraseAgain(url, place, { sends: false })).toMatchObject({ people: 1, avatars: 1, unread: [] });
  });

  it('a restore whose erasures fail says how they are repeated, and checks the ledger all the same', async () => {
    const to = await target();
    const folder = path.join(folderOfThisTest(), 'backup');
    cpSync(from.folder, folder, { recursive: true });
    rmSync(path.join(folder, 'erased'), { recursive: true, force: true });
    writeFileSync(path.join(folder, 'erased'), 'no folder');

    const { code, text: told } = await command('restore', to.env, folder, '--yes');
    expect(told).toContain('ok  balance-equals-entries');
    expect(told).toMatch(/was not erased again: .* Mend it, then: aisha restore \S+ --erasures-alone --yes\n/);
    expect(code).toBe(1);
  });

  it('a backup in a bucket is not fresh when tombstones stopped an hour ago, and is where none were ever left', async () => {
    const bucket = await onBucket();
    const env = { ...from.env, ...bucket.env };
    const backups = new BackupBucket(bucket.store, bucket.key);
    const backup = backups.begin();
    const objects = { ...(await backup.write(OBJECTS, lines([]))), count: 0, bytesStored: 0 };
    await backup.finish({ ...MANIFEST, objects });
    const isFresh = async () => (await command('backup', env, '--fresh', '50h')).code === 0;
    expect(await isFresh()).toBe(true);

    const looked = (minutes: number) =>
      besideBucket(backups).put('looked', new Date(Date.now() - minutes * 60_000).toISOString());
    await looked(70);
    expect(await isFresh()).toBe(false);
    await looked(50);
    expect(await isFresh()).toBe(true);
  });

  it('a restore has any number erased again, people first: more messages than one statement of Postgres takes', async () => {
    const { admin, anna, avatarOfBoris, boris, env } = await ofTwo();
    const folder = folderOfThisTest();
    mkdirSync(path.join(folder, 'erased'));
    const leave = (id: string, userId: string, avatarId: string | null): void => {
      const text = JSON.stringify({ id, userId, avatarId, at: '2026-11-30T10:00:00.000Z' });
      writeFileSync(path.join(folder, 'erased', `2026-11-30T100000.000Z-${id}`), text);
    };
    const { columns } = (
      await admin.query<{ columns: string }>(
        `SELECT string_agg(column_name, ', ') AS columns FROM information_schema.columns
         WHERE table_schema = 'trainer' AND table_name = 'avatar' AND column_name NOT IN ('id', 'is_main', 'trigger_phrase', 'finetune_id')`,
      )
    )[0]!;
    const avatars = await admin.query<{ id: string }>(
      `INSERT INTO trainer.avatar (id, is_main, trigger_phrase, finetune_id, ${columns})
       SELECT gen_random_uuid(), false, 'tok' || n, gen_random_uuid(), ${columns} FROM trainer.avatar, generate_series(1, 13200) AS n
       WHERE id = $1 RETURNING id`,
      [avatarOfBoris.id],
    );
    for (const { id } of avatars) leave(id, boris.userId, id);
    leave('00000000-0000-4000-8000-000000000001', anna.userId, null);

    const place = besideFolder(new BackupFolder(folder));
    expect(await eraseAgain(env.MIGRATE_DATABASE_URL, place, { sends: true })).toMatchObject({
      people: 1,
      avatars: 13_200,
    });

    expect(await admin.query('SELECT job FROM bot.outbox ORDER BY id LIMIT 1')).toEqual([{ job: 'erase-person' }]);
    expect(await admin.query('SELECT count(*)::int AS messages FROM bot.outbox')).toEqual([{ messages: 13_201 }]);
  });

  it('a tombstone stays as long as the oldest backup that is older than it, and goes with that', async () => {
    const [bucket, people] = [await onBucket(), await ofTwo()];
    const env = { ...people.env, ...bucket.env };
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    const backups = new BackupBucket(bucket.store, bucket.key);
    const finish = async (days: number): Promise<void> => {
      const backup = backups.begin(daysAgo(days));
      const objects = { ...(await backup.write(OBJECTS, lines([]))), count: 0, bytesStored: 0 };
      await backup.finish({ ...MANIFEST, objects });
    };
    const tombstones = async () => (await bucket.keys()).filter((key) => /\/erased\/\d/.test(key));
    await finish(100);
    await erases(people, daysAgo(60));
    await command('backup', env, '--erasures');
    expect(await tombstones()).toHaveLength(2);

    await finish(50);
    expect(await command('backup', { ...env, BACKUP_KEEP: '2' })).toMatchObject({ code: 0 });

    expect(await tombstones()).toEqual([]);
  });
});

describe('a restore refuses', () => {
  /** A copy of the backup that `harm` has damaged. */
  const backupWith = (harm: (folder: string) => void): string => {
    const folder = folderOfThisTest();
    cpSync(from.folder, folder, { recursive: true });
    harm(folder);
    return folder;
  };

  /** The checks of `npm run restore` on the folder, in its order. */
  const checked = async (place: string): Promise<void> => {
    const folder = new BackupFolder(place);
    const manifest = await folder.manifest();
    await refuseOtherRelease(manifest);
    await verifyRows(folder, manifest);
    await verifyObjects(folder);
  };

  const anObject = (folder: string): string => {
    const [file] = readdirSync(path.join(folder, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return path.join(file!.parentPath, file!.name);
  };

  /** Changes the manifest of the backup and keeps its checksum right. */
  const describedAs = (folder: string, change: (manifest: ToBeChanged) => unknown): void => {
    const file = path.join(folder, 'backup.json');
    const { sha256: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8')) as ToBeChanged & { sha256: string };
    change(manifest);
    const sha256 = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
    writeFileSync(file, JSON.stringify({ ...manifest, sha256 }));
  };
  interface ToBeChanged {
    format: number;
    readonly migrations: { name: string; digest: string }[];
  }

  const HARMS: readonly (readonly [what: string, harm: (folder: string) => void, why: RegExp])[] = [
    ['one that was cut off', (folder) => rmSync(path.join(folder, 'backup.json')), /holds no finished backup/],
    [
      'one whose description was changed',
      (folder) => {
        const file = path.join(folder, 'backup.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"takenAt": "2', '"takenAt": "3'));
      },
      /^backup.json: is damaged$/,
    ],
    [
      'one of a newer release',
      (folder) =>
        describedAs(folder, ({ migrations }) => migrations.push({ name: 'CreateMore1999999999999', digest: 'd' })),
      /newer release, .*CreateMore1999999999999: restore it with that release$/,
    ],
    [
      'one in the form of a newer release',
      (folder) => describedAs(folder, (manifest) => (manifest.format = 2)),
      /was written by a newer release/,
    ],
    [
      'one whose migrations have been edited since',
      (folder) => describedAs(folder, ({ migrations }) => (migrations[1]!.digest = 'another')),
      /another version of Aisha, .*CreateMessagingTables\d+ is not the one of this release/,
    ],
    [
      'one with a damaged table',
      (folder) => appendFileSync(path.join(folder, 'rows', 'billing.account.copy'), ' '),
      /^rows\/billing.account.copy: is damaged/,
    ],
    [
      'one with a damaged list of files',
      (folder) => appendFileSync(path.join(folder, OBJECTS), '\n'),
      /^objects.jsonl: is damaged/,
    ],
    ['one with a damaged file', (folder) => appendFileSync(anObject(folder), ' '), /^objects\/.*: is damaged/],
    ['one with a missing file', (folder) => rmSync(anObject(folder)), /^objects\/.*: is missing from the backup$/],
  ];

  it.each(HARMS)('a restore refuses a backup: %s', async (_, harm, why) => {
    await expect(checked(from.folder)).resolves.toBeUndefined();
    await expect(checked(backupWith(harm))).rejects.toThrow(why);
  });

  it('a restore refuses a damaged backup before anything is written', async () => {
    const to = await target();
    const damaged = backupWith((folder) => appendFileSync(anObject(folder), ' '));

    expect(await command('restore', to.env, damaged, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^objects\/.*: is damaged, its checksum differs. Nothing was restored.\n$/),
    });
    await untouched(to);
  });

  it('a restore without --yes reads the whole backup beside the running product: it names the damage, or says that the backup is whole', async () => {
    const damaged = backupWith((folder) => appendFileSync(anObject(folder), ' '));

    expect(await command('restore', from.env, damaged)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^objects\/.*: is damaged, its checksum differs. Nothing was restored.\n$/),
    });
    expect(await command('restore', from.env, from.folder)).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /^The backup is whole. MIGRATE_DATABASE_URL: must be an empty database, .*restored.\n$/,
      ),
    });
    expect((await command('restore', from.env, from.folder, '--rows-alone')).text).toMatch(
      /^The rows of the backup are whole. MIGRATE_DATABASE_URL: /,
    );
  });

  it('a restore refuses a database with rows', async () => {
    const [to, { adminUrl: url, fixtures, balanceOf }] = await Promise.all([target(), onPostgres('billing')]);
    const { userId } = await fixtures.account({ credits: 1 });
    const { code, text } = await command('restore', { ...to.env, MIGRATE_DATABASE_URL: url }, from.folder, '--yes');

    expect(text).toMatch(/MIGRATE_DATABASE_URL: must be an empty database, and this one has rows in billing.account/);
    expect(code).toBe(1);
    expect(await balanceOf(userId)).toMatchObject({ available: 1 });
  });

  it('a restore refuses a database with migrations that the backup lacks', async () => {
    const [to, { adminUrl: url }] = await Promise.all([target(), onPostgres('billing')]);
    const older = backupWith((folder) => describedAs(folder, ({ migrations }) => migrations.pop()));

    expect(await command('restore', { ...to.env, MIGRATE_DATABASE_URL: url }, older, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('was migrated further than the backup'),
    });
  });

  it('a restore refuses to begin without the passwords of logins that the server lacks, and names each before it reads the backup', async () => {
    const to = await target();
    const damaged = backupWith((folder) => appendFileSync(anObject(folder), ' '));
    const env = { ...to.env, INSTALLATION: 'elsewhere', DATABASE_PASSWORD_BOT: 'told' };

    expect(await command('restore', env, damaged, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /^(DATABASE_PASSWORD_(?!BOT)[A-Z]+: must be set[^;]+;? ?){7}. Nothing was restored.\n$/,
      ),
    });
    await untouched(to);
  });

  it('a restore refuses a storage with files', async () => {
    const to = await target();
    await to.objects.ensureBuckets();
    await to.objects.put(PHOTO, Buffer.from('of somebody else'), { contentType: 'image/jpeg' });

    expect(await command('restore', to.env, from.folder, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining(`its buckets must be empty, and the one for avatars holds ${PHOTO.key}`),
    });
    expect(await to.objects.getBuffer(PHOTO, { maxBytes: 100 })).toEqual(Buffer.from('of somebody else'));
  });

  (testRedisUrl() ? it : it.skip)('a restore refuses a queue with jobs from before the restore', async () => {
    const [to, { url }] = await Promise.all([target(), onRedis()]);
    const redis = new Redis(url);
    await redis.set('another:billing:1', 'a job of another installation, which does not matter');
    await redis.set('aisha:billing:1', 'a job');
    redis.disconnect();

    expect(await command('restore', { ...to.env, REDIS_URL: url }, from.folder, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('REDIS_URL: must hold no jobs of aisha, and it has aisha:billing:1'),
    });
    await untouched(to);
  });

  (testRedisUrl() ? it : it.skip)('a restore asks a queue behind sentinels, whose address the apps have', async () => {
    const [to, { url }, port] = await Promise.all([target(), onRedis(), freePort()]);
    const { port: primary, password } = new URL(url);
    const file = path.join(path.dirname(to.folder), 'sentinel.conf');
    writeFileSync(
      file,
      [
        `port ${port}`,
        'bind 127.0.0.1',
        `sentinel monitor queue 127.0.0.1 ${primary} 1`,
        `sentinel auth-pass queue ${password}`,
        '',
      ].join('\n'),
    );
    const sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
    const gone = once(sentinel, 'exit');
    afterThisTest(async () => {
      sentinel.kill('SIGKILL');
      await gone;
    });
    const redis = new Redis(url);
    await redis.set('aisha:billing:1', 'a job');
    redis.disconnect();
    const asks = new Redis({ port, maxRetriesPerRequest: null });
    asks.on('error', () => undefined); // it may not have started yet
    await asks.ping();
    asks.disconnect();

    const behind = `redis-sentinel://:${password}@127.0.0.1:${port}#queue`;
    expect(await command('restore', { ...to.env, REDIS_URL: behind }, from.folder, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('REDIS_URL: must hold no jobs of aisha, and it has aisha:billing:1'),
    });
    await untouched(to);
  });
});
