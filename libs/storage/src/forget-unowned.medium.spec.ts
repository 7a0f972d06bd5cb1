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
import { ForgetUnowned, type OwnedFiles } from './forget-unowned';
import type { StoredObject } from '@aisha/kinds/files';
import { S3ObjectStore } from './s3-object-store';
import { StorageConfig } from './storage.config';

const HOUR_MS = 3_600_000;
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

/** Stores files under a prefix of this test's own; a person owns the files that `owned` names. */
const setup = async (
  name: string,
  {
    owned = [] as string[],
    hours = 25,
    found = 'remove' as 'remove' | 'log' | 'remove-all',
    dropsUploads = true,
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
  const forget = new ForgetUnowned([files], store, { found, dropsUploads }, new Later(hours), Logger.silent());
  return { forget, left, asked, owned };
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

  it('unowned files are left when they are a hundred and more than half of all, because the database is probably not theirs, unless an operator says so', async () => {
    const stored = Array.from({ length: 190 }, (_, nth) => String(nth + 1));
    const few = await setup('few', { stored, owned: stored.slice(99) });
    const most = await setup('most', { stored, owned: stored.slice(100, 110) });
    const said = await setup('said', { stored, owned: stored.slice(100, 110), found: 'remove-all' });

    for (const { forget } of [few, most, said]) await forget.run();

    expect([await few.left(), await most.left(), await said.left()].map(({ length }) => length)).toEqual([91, 190, 10]);
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
    const { forget: anothers } = await setup('half', { owned: ['1', '22'], dropsUploads: false });
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
