import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { parseConfig } from '@aisha/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import * as kindKeys from '@aisha/kinds/files';
import * as keys from './object-keys';
import type { StoredObject } from '@aisha/kinds/files';
import { s3Client, S3ObjectStore } from './s3-object-store';
import { StorageConfig } from './storage.config';
import {
  STORAGE_RIGHTS,
  storagePolicy,
  STORING_APPS,
  trialFilesOf,
  type StorageRights,
  type StoringApp,
} from './storage-rights';

const SECRET = 'a-long-secret';
const NAMED_PREFIXES = Object.entries({ ...keys, ...kindKeys }).flatMap(([name, value]) =>
  name.startsWith('every') ? [value as StoredObject] : [],
);
const EVERY_PREFIX = [...new Set([...NAMED_PREFIXES, ...STORING_APPS.flatMap((app) => kindKeys.prefixesOf(app))])];
/** Bytes that need more than one part of an upload. */
const LARGE = 6 * 1024 * 1024;

let dir: string;
let server: S3Server;

const configOf = (accessKey: string): StorageConfig =>
  parseConfig(StorageConfig, { MINIO_ENDPOINT: server.url, MINIO_ACCESS_KEY: accessKey, MINIO_SECRET_KEY: SECRET });

const stores = new Map<string, S3ObjectStore>();
/** Opens the storage with the key of this name. */
const storeOf = (accessKey: string): S3ObjectStore => {
  const known = stores.get(accessKey);
  if (known) return known;
  const app = STORING_APPS.find((one) => one === accessKey);
  const store = new S3ObjectStore(configOf(accessKey), undefined, app && trialFilesOf(app));
  stores.set(accessKey, store);
  return store;
};

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'aisha-rights-'));
  server = await startS3({
    accessKey: 'owner',
    secretKey: SECRET,
    dir,
    accounts: STORING_APPS.map((app) => ({
      accessKey: app,
      secretKey: SECRET,
      policy: storagePolicy(app, kindKeys.DEFAULT_BUCKETS),
    })),
  });
  await storeOf('owner').ensureBuckets();
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const isDone = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'storage-unreachable' });
    return false;
  }
};

const itemsOf = async (list: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of list);
};

/** The verbs that an app's key really has under a prefix. */
const verbsOf = async (app: StoringApp, { bucket, key }: StoredObject): Promise<string> => {
  const store = storeOf(app);
  const file = { bucket, key: `${key}0199a3f0/${app}.bin` };
  const facts = { contentType: 'text/plain' };
  await storeOf('owner').put(file, Buffer.from('theirs'), facts);
  const tried = {
    read: await isDone(store.getBuffer(file, { maxBytes: 100 })),
    write: await isDone(store.put(file, Buffer.from('mine'), facts)),
    remove: await isDone(store.remove([file])),
    list: await isDone(itemsOf(store.list({ bucket, key }))),
  };
  return Object.entries(tried)
    .flatMap(([verb, isAllowed]) => (isAllowed ? [verb] : []))
    .join(' ');
};

describe.each(STORING_APPS)('the key of %s', (app) => {
  const { files }: StorageRights = STORAGE_RIGHTS[app];

  it('the key of an app has under each prefix the rights of STORAGE_RIGHTS, and none under any other', async () => {
    const told = (prefix: StoredObject) => files.find((right) => right.prefix === prefix)?.verbs.join(' ') ?? '';

    expect(EVERY_PREFIX.length).toBeGreaterThan(15);
    expect(EVERY_PREFIX).toEqual(expect.arrayContaining(files.map(({ prefix }) => prefix)));
    for (const prefix of EVERY_PREFIX)
      expect([prefix.key, await verbsOf(app, prefix)]).toEqual([prefix.key, told(prefix)]);
  });

  it('the key of an app lists no bucket as a whole and no beginning of a prefix, and writes nothing outside of its prefixes', async () => {
    for (const key of ['', 'a', 'pictures', 'mine/']) {
      expect(await isDone(itemsOf(storeOf(app).list({ bucket: 'files', key })))).toBe(false);
      expect(
        await isDone(storeOf(app).put({ bucket: 'files', key: `${key}x` }, Buffer.from('x'), { contentType: 'a/b' })),
      ).toBe(false);
    }
  });

  it('the key of an app makes a bucket only where STORAGE_RIGHTS says so, and never under another name', async () => {
    const { makesBuckets }: StorageRights = STORAGE_RIGHTS[app];
    const client = s3Client(configOf(app));
    const refusal = (Bucket: string) =>
      client.send(new CreateBucketCommand({ Bucket })).then(
        () => 'made',
        ({ name }: Error) => name,
      );

    for (const bucket of Object.values(kindKeys.DEFAULT_BUCKETS))
      expect(await refusal(bucket)).toBe(makesBuckets ? 'BucketAlreadyOwnedByYou' : 'AccessDenied');
    expect(await refusal('of-an-app')).toBe('AccessDenied');
  });

  it('the key of an app can see that its buckets exist and take files, and that a file is missing', async () => {
    expect(trialFilesOf(app).length).toBeGreaterThan(0);
    await storeOf(app).check();
    for (const file of trialFilesOf(app)) await expect(storeOf('owner').head(file)).rejects.toThrow('file-missing');
    const { prefix } = files.find(({ verbs }) => verbs.includes('read'))!;
    await expect(storeOf(app).head({ ...prefix, key: `${prefix.key}none` })).rejects.toThrow('file-missing');
  });

  it('the key of an app sends large files in parts where it may write', async () => {
    const { prefix } = files.find(({ verbs }) => verbs.includes('write')) ?? {};
    if (!prefix) return; // an app that only reads
    const file = { ...prefix, key: `${prefix.key}large` };

    await storeOf(app).put(file, Readable.from([Buffer.alloc(LARGE)]), { contentType: 'application/zip' });

    expect((await storeOf('owner').head(file)).size).toBe(LARGE);
  });
});

it('a copy needs the right to read its source', async () => {
  const [model, idea] = [
    { bucket: 'files', key: 'loras/u/a/o-1.safetensors' } as const,
    { bucket: 'avatars', key: 'incoming/u/p.jpg' } as const,
  ];
  await storeOf('owner').put(model, Buffer.from('a model'), { contentType: 'a/b' });

  await expect(storeOf('bot-gateway').copy(model, idea)).rejects.toThrow('storage-unreachable');
});

it('only the app that removes unfinished uploads may list the uploads of others', async () => {
  for (const app of STORING_APPS)
    expect([app, await isDone(storeOf(app).dropUploads(new Date(0)))]).toEqual([app, app === 'avatar-trainer']);
});

it('the rights to photos and models of the apps that talk to strangers are listed here a second time, apart from STORAGE_RIGHTS', () => {
  const may = (app: StoringApp) =>
    (STORAGE_RIGHTS[app] as StorageRights).files
      .filter(({ prefix }) => ['avatars/', 'loras/', 'originals/'].includes(prefix.key))
      .map(({ prefix, verbs }) => `${prefix.key} ${verbs.join(' ')}`);

  expect(may('bot-gateway')).toEqual(['avatars/ read', 'originals/ read']);
  expect(may('transcriber')).toEqual([]);
  expect(may('image-generator')).toEqual(['avatars/ read', 'loras/ read']);
  expect(may('photo-enhancer')).toEqual(['originals/ read write remove list']);
});
