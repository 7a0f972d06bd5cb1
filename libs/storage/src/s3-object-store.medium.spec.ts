import { HOUR_MS } from '@aisha/domain';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { parseConfig, type Clock } from '@aisha/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { register } from 'prom-client';
import type { StoredObject } from '@aisha/kinds/files';
import type { ListedObject } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import { StorageConfig } from './storage.config';

const MIB = 1024 * 1024;
const keys = { accessKey: 'tester', secretKey: 'a-long-secret' };
const file = (key: string): StoredObject => ({ bucket: 'files', key });
const photo = (key: string): StoredObject => ({ bucket: 'avatars', key });

let dir: string;
let server: S3Server;
let store: S3ObjectStore;

const storeAt = (
  endpoint: string,
  secretKey = keys.secretKey,
  clock?: Clock,
  trialFiles: readonly StoredObject[] = [],
): S3ObjectStore =>
  new S3ObjectStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: endpoint,
      MINIO_ACCESS_KEY: keys.accessKey,
      MINIO_SECRET_KEY: secretKey,
    }),
    clock,
    trialFiles,
  );

const listed = async (from: S3ObjectStore, prefix: string): Promise<ListedObject[]> => {
  const found: ListedObject[] = [];
  for await (const one of from.list(file(prefix))) found.push(one);
  return found;
};

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'aisha-storage-'));
  server = await startS3({ ...keys, dir });
  store = storeAt(server.url);
  await Promise.all([store.ensureBuckets(), storeAt(server.url).ensureBuckets()]); // two apps starting together
});

afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

describe('a stored file', () => {
  it('a stored file comes back unchanged, with its size and type', async () => {
    const content = randomBytes(100_000);
    await store.put(photo('me.jpg'), content, { contentType: 'image/jpeg' });

    expect(await store.getBuffer(photo('me.jpg'), { maxBytes: MIB })).toEqual(content);
    expect(await buffer(await store.get(photo('me.jpg')))).toEqual(content);
    expect(await store.head(photo('me.jpg'))).toEqual({ size: 100_000, contentType: 'image/jpeg' });
  });

  it('a stored file may come as a stream longer than one part', async () => {
    const content = randomBytes(6 * MIB);
    await store.put(file('long.ogg'), Readable.from([content.subarray(0, MIB), content.subarray(MIB)]), {
      contentType: 'audio/ogg',
    });

    expect((await store.getBuffer(file('long.ogg'), { maxBytes: 7 * MIB })).equals(content)).toBe(true);
    expect(await store.head(file('long.ogg'))).toEqual({ size: 6 * MIB, contentType: 'audio/ogg' });
  });

  it('a file is not stored when its stream breaks off, and the error is the stream’s own', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the sender went away');
      })(),
    );

    await expect(store.put(file('half'), broken, { contentType: 'audio/ogg' })).rejects.toThrow('the sender went away');
    await expect(store.head(file('half'))).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('a stored file is refused when it is larger than the caller allows', async () => {
    await store.put(file('large'), Buffer.alloc(1000), { contentType: 'text/plain' });

    await expect(store.getBuffer(file('large'), { maxBytes: 999 })).rejects.toMatchObject({ code: 'file-too-large' });
    expect(await store.getBuffer(file('large'), { maxBytes: 1000 })).toHaveLength(1000);
  });

  it('a stored file can be copied from one bucket to the other', async () => {
    await store.put(photo('из/a b+c.jpg'), Buffer.from('picture'), { contentType: 'image/jpeg' });
    await store.copy(photo('из/a b+c.jpg'), file('copy.jpg'));

    expect((await store.getBuffer(file('copy.jpg'), { maxBytes: 100 })).toString()).toBe('picture');
    await expect(store.copy(photo('none'), file('x'))).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('a stored file is removed alone, or with all files under its prefix; other files stay', async () => {
    for (const key of ['p/1/a', 'p/1/b', 'p/1/c', 'p/10/a'])
      await store.put(file(key), Buffer.from('x'), { contentType: 'text/plain' });

    await store.remove([file('p/1/a'), file('p/never')]);

    expect(await store.removePrefix(file('p/1/'))).toBe(2);
    expect(await store.removePrefix(file('p/'))).toBe(1);
  });

  it.each([
    ['an hour behind', HOUR_MS],
    ['an hour ahead', -HOUR_MS],
  ])('stored files are removed by their age also when the clock of the storage is %s', async (_what, oursIsAheadMs) => {
    const ours = { now: () => new Date(Date.now() + oursIsAheadMs) };
    const aged = storeAt(server.url, keys.secretKey, ours);
    await aged.put(file('aged/a'), Buffer.from('x'), { contentType: 'text/plain' });
    const storedBefore = (minutes: number) => new Date(ours.now().getTime() + minutes * 60_000);

    expect(await aged.removePrefix(file('aged/'), { storedBefore: storedBefore(-30) })).toBe(0);
    expect(await aged.removePrefix(file('aged/'), { storedBefore: storedBefore(30) })).toBe(1);
  });

  it('stored files are listed in the order of their keys’ bytes, and files of different content have different ETags', async () => {
    const stored = ['list/b', 'list/a', 'list/a!', 'list/ї', 'list/😀'];
    for (const key of stored) await store.put(file(key), Buffer.from(key), { contentType: 'text/plain' });
    const found = await listed(store, 'list/');

    expect(found.map(({ key }) => key)).toEqual(['list/a', 'list/a!', 'list/b', 'list/ї', 'list/😀']);
    expect(new Set(found.map(({ etag }) => etag)).size).toBe(5);
  });

  it('a bucket that no app has made yet has no files and no uploads', async () => {
    const empty = await startS3({ ...keys, dir: await mkdtemp(path.join(dir, 'unmade-')) });

    expect(await listed(storeAt(empty.url), '')).toEqual([]);
    expect(await storeAt(empty.url).dropUploads(new Date())).toBe(0);
    expect(await storeAt(empty.url).removePrefix(file(''))).toBe(0);

    await empty.close();
  });

  it('the unfinished uploads of one person alone are dropped when an owner is given', async () => {
    const credentials = { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey };
    const client = new S3Client({ endpoint: server.url, credentials, region: 'us-east-1', forcePathStyle: true });
    const begun = ['photos/anna/1', 'photos/boris/1', 'models/anna/2'];
    for (const Key of begun) await client.send(new CreateMultipartUploadCommand({ Bucket: 'aisha', Key }));
    const left = async () =>
      ((await client.send(new ListMultipartUploadsCommand({ Bucket: 'aisha' }))).Uploads ?? []).map(({ Key }) => Key);

    expect(await store.dropUploads(new Date(Date.now() + 60_000), 'anna')).toBe(2);

    expect(await left()).toEqual(['photos/boris/1']);
    client.destroy();
  });

  it('when a moment is given, only the files of a prefix that were stored before it are removed', async () => {
    await store.put(file('old/1'), Buffer.from('1'), { contentType: 'text/plain' });

    expect(await store.removePrefix(file('old/'), { storedBefore: new Date(Date.now() - 60_000) })).toBe(0);
    expect(await store.removePrefix(file('old/'), { storedBefore: new Date(Date.now() + 60_000) })).toBe(1);
  });
});

describe('an error of the storage', () => {
  it('the error is file-missing when there is no such file', async () => {
    await expect(store.get(file('none'))).rejects.toMatchObject({ code: 'file-missing', mayRetry: false });
    await expect(store.head(file('none'))).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('the error is storage-unreachable when no server answers, the keys are wrong or the buckets are gone', async () => {
    await expect(storeAt('http://127.0.0.1:1').get(file('x'))).rejects.toMatchObject({
      code: 'storage-unreachable',
      mayRetry: true,
    });
    await expect(storeAt(server.url, 'another-secret').head(file('x'))).rejects.toMatchObject({
      code: 'storage-unreachable',
    });
    const empty = await startS3({ ...keys, dir: await mkdtemp(path.join(dir, 'empty-')) });
    await expect(storeAt(empty.url).check()).rejects.toMatchObject({ code: 'storage-unreachable' });
    await expect(storeAt(empty.url).get(file('x'))).rejects.toMatchObject({ code: 'storage-unreachable' });
    await empty.close();
    await expect(store.check()).resolves.toBeUndefined();
  });

  it('the error is storage-unreachable when the storage answers and takes no file, as when it is full or read-only, until it takes one', async () => {
    const tried = storeAt(server.url, keys.secretKey, undefined, [photo('incoming/trial'), file('loras/trial')]);
    const full = server.faults.add({ on: 'put', kind: '403', match: 'loras/trial', forMs: 60_000 });

    await expect(tried.check()).rejects.toMatchObject({ code: 'storage-unreachable', facts: { bucket: 'files' } });
    await expect(tried.check()).rejects.toMatchObject({ code: 'storage-unreachable' });
    server.faults.remove(full);
    await tried.check();

    for (const trial of [photo('incoming/trial'), file('loras/trial')])
      await expect(store.head(trial)).rejects.toMatchObject({ code: 'file-missing' });
  });

  it.each(['a check', 'any work'])(
    'a storage that has just taken a file of %s is asked to take another only after a minute, because each costs a request',
    async (whose) => {
      const tried = storeAt(server.url, keys.secretKey, undefined, [file('loras/trial')]);
      if (whose === 'a check') await tried.check();
      else await tried.put(file('loras/a-model'), Buffer.from('weights'), { contentType: 'text/plain' });
      const full = server.faults.add({ on: 'put', kind: '403', match: 'loras/trial', forMs: 60_000 });

      await expect(tried.check()).resolves.toBeUndefined();
      server.faults.remove(full);
    },
  );

  it('the error is storage-unreachable when a file breaks off while it is read', async () => {
    const cut = createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this'));
    });
    await new Promise<void>((resolve) => cut.listen(0, '127.0.0.1', resolve));
    const { port } = cut.address() as { port: number };

    await expect(storeAt(`http://127.0.0.1:${port}`).getBuffer(file('x'), { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'storage-unreachable',
    });
    cut.close();
  });
});

describe('requests to the storage', () => {
  it('requests to the storage are counted and timed by operation and outcome', async () => {
    await store.put(file('counted'), randomBytes(10), { contentType: 'text/plain' });
    await expect(store.head(file('nothing'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(storeAt('http://127.0.0.1:1').head(file('counted'))).rejects.toMatchObject({
      code: 'storage-unreachable',
    });

    const metrics = await register.metrics();
    for (const labels of [
      'operation="PutObject",outcome="ok"',
      'operation="HeadObject",outcome="404"',
      'operation="HeadObject",outcome="unreachable"',
    ]) {
      expect(metrics).toMatch(new RegExp(`aisha_storage_request_duration_seconds_count\\{${labels}\\} [1-9]`));
    }
  });
});

describe('the configuration of the storage', () => {
  it('the configuration of the storage names every rule that is broken and no value', () => {
    const wrong = {
      MINIO_ENDPOINT: 'somewhere',
      MINIO_ACCESS_KEY: 'x',
      MINIO_SECRET_KEY: 'hush',
      MINIO_BUCKET_NAME: 'Not A Bucket',
    };
    let problems: unknown;
    try {
      parseConfig(StorageConfig, wrong);
    } catch (error) {
      problems = (error as { problems: string[] }).problems;
    }

    expect((problems as string[]).map((problem) => problem.split(':')[0]).sort()).toEqual(Object.keys(wrong).sort());
    for (const value of Object.values(wrong)) expect(String(problems)).not.toContain(`${value} `);
    expect(String(problems)).not.toContain('hush');
  });
});

describe('a storage whose keys are not in the configuration', () => {
  it('a storage without configured keys is opened with the keys that AWS’ client finds by itself, in the configured region', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: keys.accessKey, AWS_SECRET_ACCESS_KEY: keys.secretKey });
    try {
      const config = parseConfig(StorageConfig, { MINIO_ENDPOINT: server.url, S3_REGION: 'eu-central-1' });
      const content = Buffer.from('by a role');
      await new S3ObjectStore(config).put(file('role.txt'), content, { contentType: 'text/plain' });

      expect(await store.getBuffer(file('role.txt'), { maxBytes: MIB })).toEqual(content);
    } finally {
      for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  });

  it('a storage has both keys in its configuration or neither: one alone is a mistake', () => {
    const given = (env: Record<string, string>) => () =>
      parseConfig(StorageConfig, { MINIO_ENDPOINT: server.url, ...env });

    expect(given({ MINIO_ACCESS_KEY: 'tester' })).toThrow('MINIO_SECRET_KEY');
    expect(given({ MINIO_SECRET_KEY: 'a-long-secret' })).toThrow('MINIO_ACCESS_KEY');
    expect(given({ S3_REGION: 'Frankfurt, Germany' })).toThrow('S3_REGION');
  });
});
