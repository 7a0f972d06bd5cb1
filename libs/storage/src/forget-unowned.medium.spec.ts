import { HOUR_MS } from '@aisha/domain';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { Clock, Logger, parseConfig } from '@aisha/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { register } from 'prom-client';
import { type ForgetUnowned, forgetUnowned, type OwnedFiles } from './forget-unowned';
import type { StoredObject } from '@aisha/kinds/files';
import { S3ObjectStore } from './s3-object-store';
import type { StoringApp } from './storage-rights';
import { StorageConfig, UnownedFilesConfig } from './storage.config';

const keys = { accessKey: 'tester', secretKey: 'a-long-secret' };

let dir: string;
let server: S3Server;
let store: S3ObjectStore;
let client: S3Client;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'aisha-unowned-'));
  server = await startS3({ ...keys, dir });
  const { accessKey, secretKey } = keys;
  store = new S3ObjectStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: server.url,
      MINIO_ACCESS_KEY: accessKey,
      MINIO_SECRET_KEY: secretKey,
    }),
  );
  await store.ensureBuckets();
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  client = new S3Client({ endpoint: server.url, region: 'us-east-1', forcePathStyle: true, credentials });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

class Later extends Clock {
  constructor(private readonly hours: number) {
    super();
  }
  now(): Date {
    return new Date(Date.now() + this.hours * HOUR_MS);
  }
}

/** The look of an app at these files, as its module makes it. */
const looking = async (
  files: readonly OwnedFiles[],
  { found = 'remove' as UnownedFilesConfig['UNOWNED_FILES'], hours = 25, app = 'transcriber' as StoringApp } = {},
): Promise<ForgetUnowned> =>
  forgetUnowned({ app, config: UnownedFilesConfig, owners: Object, filesOf: () => files }).useFactory(
    parseConfig(UnownedFilesConfig, { UNOWNED_FILES: found }),
    {},
    store,
    new Later(hours),
    Logger.silent(),
  );

/** Stores files under a prefix of this test's own; a person owns the files that `owned` names. */
const setup = async (
  name: string,
  {
    owned = [] as string[],
    hours = 25,
    found = 'remove' as UnownedFilesConfig['UNOWNED_FILES'],
    app = 'avatar-trainer' as StoringApp,
    stored = ['1', '22', 'other'],
  } = {},
) => {
  const place = (file: string): StoredObject => ({ bucket: 'files', key: `${name}/${file}` });
  for (const file of stored) await store.put(place(file), Buffer.from(file), { contentType: 'text/plain' });
  const asked: string[] = [];
  const files: OwnedFiles = {
    prefix: place(''),
    form: /\/(\d+)$/,
    ownedOf: (given, ids) => {
      asked.push(...ids);
      return Promise.resolve(given.filter((_, index) => owned.includes(ids[index]!)));
    },
  };
  const left = async () => {
    const there: string[] = [];
    for await (const { key } of store.list(place(''))) there.push(key.slice(name.length + 1));
    return there;
  };
  const forget = await looking([files], { found, hours, app });
  return { forget, files, left, asked, owned };
};

describe('files that belong to nothing', () => {
  it('unowned files are removed when they are a day old, and counted; a file whose key has another form is left alone', async () => {
    const { forget, left } = await setup('mixed', { owned: ['1'] });

    await forget.run();

    expect(await left()).toEqual(['1', 'other']);
    const metrics = await register.metrics();
    expect(metrics).toContain('aisha_unowned_files_removed_total{prefix="mixed/"} 1');
    expect(metrics).toContain('aisha_unowned_bytes_removed_total{prefix="mixed/"} 2');
  });

  it('unowned files that are younger than a day stay, and their owners are not even looked up', async () => {
    const { forget, left, asked } = await setup('young', { hours: 23 });

    await forget.run();

    expect(await left()).toEqual(['1', '22', 'other']);
    expect(asked).toEqual([]);
  });

  it('unowned files are left where they are when the setting says so, and not counted as removed', async () => {
    const { forget, left } = await setup('named', { found: 'log' });

    await forget.run();

    expect(await left()).toEqual(['1', '22', 'other']);
    expect(await register.metrics()).toContain('aisha_unowned_files_removed_total{prefix="named/"} 0');
  });

  /** The names of files with these numbers, from the first to before the last. */
  const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => String(from + nth));
  const leftAlone = async (prefix: string) =>
    (await register.getSingleMetric('aisha_unowned_files_left')!.get()).values.find(
      ({ labels }) => labels['prefix'] === prefix,
    )?.value;

  it('files without an owner are left, unless an operator says otherwise, when they are twenty and more than half of all: the database is probably of another installation', async () => {
    const few = await setup('few', { stored: numbered(0, 19) });
    const half = await setup('half-of-all', { stored: numbered(0, 40), owned: numbered(0, 20) });
    const most = await setup('most', { stored: numbered(0, 40), owned: numbered(0, 19) });
    const said = await setup('said', { stored: numbered(0, 40), owned: numbered(0, 19), found: 'remove-all' });

    for (const { forget } of [few, half, most, said]) await forget.run();

    expect(
      [await few.left(), await half.left(), await most.left(), await said.left()].map(({ length }) => length),
    ).toEqual([0, 20, 40, 19]);
    expect([await leftAlone('few/'), await leftAlone('most/'), await leftAlone('said/')]).toEqual([0, 21, 0]);
  });

  it('unowned files are counted under all prefixes before the first is removed, however many pages they are and however few under each', async () => {
    const pages = await setup('pages', { stored: numbered(0, 1_010) });
    const some = await setup('some', { stored: numbered(0, 15) });
    const others = await setup('others', { stored: numbered(0, 15) });

    await pages.forget.run();
    await (await looking([some.files, others.files])).run();

    expect([await pages.left(), await some.left(), await others.left()].map(({ length }) => length)).toEqual([
      1_010, 15, 15,
    ]);
  });

  it('unowned files that were left are told of until a look finds their owners', async () => {
    const { forget, owned } = await setup('told', { stored: numbered(0, 30) });
    await forget.run();
    expect(await leftAlone('told/')).toBe(30);

    owned.push(...numbered(0, 30));
    await forget.run();

    expect(await leftAlone('told/')).toBe(0);
  });

  it('unowned files of one prefix are left when they are most of it, though most of the app’s files have an owner', async () => {
    const lost = await setup('lost', { stored: numbered(0, 30) });
    const kept = await setup('kept', { stored: numbered(0, 50), owned: numbered(0, 50) });

    await (await looking([lost.files, kept.files])).run();

    expect(await lost.left()).toHaveLength(30);
  });

  it('unowned files that go with their order are removed however many they are, unless the lasting files of the app have no owner either', async () => {
    const pieces = await setup('pieces', { stored: numbered(0, 30) });
    const kept = await setup('kept-beside', { stored: numbered(0, 20), owned: numbered(0, 20) });
    const strangers = await setup('strangers', { stored: numbered(0, 20) });
    const shortLived = { ...pieces.files, isShortLived: true };

    await (await looking([shortLived, strangers.files])).run();
    expect(await pieces.left()).toHaveLength(30);

    await (await looking([shortLived, kept.files])).run();
    expect(await pieces.left()).toEqual([]);
  });

  it('files that have lost their owner since the last round are removed in the next one', async () => {
    const { forget, left, owned } = await setup('again', { owned: ['1', '22'] });

    await forget.run();
    owned.length = 0;
    await forget.run();

    expect(await left()).toEqual(['other']);
  });

  it('unfinished uploads count as unowned files, too, a day after they began', async () => {
    const begins = async (key: string) => {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: 'aisha', Key: key }));
      await client.send(
        new UploadPartCommand({ Bucket: 'aisha', Key: key, UploadId, PartNumber: 1, Body: 'the first part' }),
      );
    };
    const { forget: early } = await setup('half', { hours: 23 });
    const { forget: named } = await setup('half', { found: 'log' });
    const { forget: anothers } = await setup('half', { owned: ['1', '22'], app: 'transcriber' });
    const { forget, left } = await setup('half', { owned: ['1', '22'] });
    await begins('half/3');
    await begins('incoming/4');
    const uploads = async () =>
      (await client.send(new ListMultipartUploadsCommand({ Bucket: 'aisha' }))).Uploads?.map(({ Key }) => Key);

    await early.run();
    await named.run();
    await anothers.run();
    expect((await uploads())?.toSorted()).toEqual(['half/3', 'incoming/4']);
    await forget.run();

    expect(await uploads()).toBeUndefined();
    expect(await left()).toEqual(['1', '22', 'other']);
    expect(await register.metrics()).toContain('aisha_unfinished_uploads_dropped_total 2');
  });
});
