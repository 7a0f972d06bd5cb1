import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
  type LifecycleRule,
} from '@aws-sdk/client-s3';
import { startS3, type S3Account } from '@aisha/fakes/s3';
import { newId, parseConfig } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import {
  DEFAULT_BUCKETS,
  everyLora,
  pictureKey,
  S3ObjectStore,
  StorageConfig,
  storagePolicy,
  toReference,
  upscaleKey,
} from '@aisha/storage';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const OLD = new Date(Date.now() - 2 * 86_400_000);

const setup = async () => {
  const { adminUrl, fixtures } = await onPostgres('generator');
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-storage-'));
  const server = await startS3({ ...KEYS, dir });
  afterThisTest(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });
  const env = { MINIO_ENDPOINT: server.url, MINIO_ACCESS_KEY: KEYS.accessKey, MINIO_SECRET_KEY: KEYS.secretKey };
  const objects = new S3ObjectStore(parseConfig(StorageConfig, env));
  await objects.ensureBuckets();
  /** Makes everything in the storage two days old. */
  const daysPass = () => {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(dir, name);
      if (statSync(file).isFile()) utimesSync(file, OLD, OLD);
    }
  };
  const [userId, orderId] = [newId<UserId>(), newId<OrderId>()];
  const storage = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl, ...env }, 'storage', ...words);
  return { storage, objects, fixtures, daysPass, userId, orderId };
};

/** A storage without a product, and the lifecycle rules of its bucket as any client reads them. */
const onLifecycle = async (app: S3Account = { accessKey: 'unused', secretKey: 'unused' }) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-storage-'));
  const server = await startS3({ ...KEYS, dir, accounts: [app] });
  afterThisTest(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });
  const as = ({ accessKey, secretKey }: typeof KEYS) => ({
    MINIO_ENDPOINT: server.url,
    MINIO_ACCESS_KEY: accessKey,
    MINIO_SECRET_KEY: secretKey,
  });
  const config = parseConfig(StorageConfig, as(KEYS));
  await new S3ObjectStore(config).ensureBuckets();
  const client = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: KEYS.accessKey, secretAccessKey: KEYS.secretKey },
  });
  const Bucket = DEFAULT_BUCKETS.files;
  const rulesOf = (): Promise<LifecycleRule[]> =>
    client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })).then(
      ({ Rules = [] }) => Rules,
      (error: Error) => {
        if (error.name !== 'NoSuchLifecycleConfiguration') throw error;
        return [];
      },
    );
  const keepRules = (Rules: LifecycleRule[]) =>
    client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  return {
    rulesOf,
    keepRules,
    storage: (...words: string[]) => aisha(as(KEYS), 'storage', ...words),
    asApp: (...words: string[]) => aisha(as(app), 'storage', ...words),
  };
};

const put = (objects: S3ObjectStore, key: ReturnType<typeof pictureKey>) =>
  objects.put(key, Buffer.from('bytes'), { contentType: 'image/png' });

describe('aisha storage', () => {
  it('aisha storage counts the files of each prefix, and exits 0 where every row has its file', async () => {
    const { storage, objects, fixtures, userId, orderId } = await setup();
    const key = upscaleKey(userId, orderId, 'png');
    await put(objects, key);
    await fixtures.upscale({ userId, orderId, state: 'succeeded', filePath: toReference(key) });

    expect(await storage()).toEqual({ code: 0, text: 'files:upscales/  1 file, 0.0 MB\nEvery row has its file.\n' });
  });

  it('aisha storage names rows whose file is not there, and exits 1', async () => {
    const { storage, objects, fixtures, userId, orderId } = await setup();
    const there = upscaleKey(userId, orderId, 'png');
    await put(objects, there);
    await fixtures.upscale({ userId, orderId, state: 'succeeded', filePath: toReference(there) });
    const other = newId<OrderId>();
    const lost = toReference(upscaleKey(userId, other, 'png'));
    await fixtures.upscale({ userId, orderId: other, state: 'succeeded', filePath: lost });

    const { code, text } = await storage('--each');

    expect(code).toBe(1);
    expect(text).toContain('MISSING: rows name 1 file that is not there');
    expect(text).toContain(`missing  generator.upscale.file_path  ${lost}\n`);
  });

  it('aisha storage names files without a row, but no young file, and no file that an open order will name', async () => {
    const { storage, objects, fixtures, daysPass, userId, orderId } = await setup();
    const ofOpen = pictureKey(userId, orderId, 0, 'png');
    await fixtures.generation({ userId, orderId, state: 'running' });
    const left = pictureKey(userId, newId<OrderId>(), 0, 'png');
    for (const key of [ofOpen, left]) await put(objects, key);
    daysPass();
    await put(objects, pictureKey(userId, newId<OrderId>(), 1, 'png'));

    const told = JSON.parse((await storage('--json', '--each')).text) as object;

    expect(told).toMatchObject({
      prefixes: [{ prefix: 'pictures/', files: 3, unowned: 1, unownedBytes: 5 }],
      missing: 0,
      unownedFiles: [toReference(left)],
    });
  });
});

describe('aisha storage --models-class', () => {
  it('aisha storage --models-class has the storage move trained models, and them alone, and keeps the bucket’s other rules', async () => {
    const { storage, rulesOf, keepRules } = await onLifecycle();
    const others = {
      ID: 'of the owner',
      Status: 'Enabled',
      Filter: { Prefix: 'exports/' },
      Expiration: { Days: 9 },
    } as const;
    await keepRules([others]);

    expect(await storage('--models-class', 'INTELLIGENT_TIERING')).toEqual({
      code: 0,
      text:
        'would change trained models from the class they are stored in to INTELLIGENT_TIERING after 30 days\n' +
        'Nothing was changed. Add --yes to do it.\n',
    });
    expect(await rulesOf()).toEqual([others]);
    expect(await storage('--models-class', 'STANDARD_IA', '--after', '45d', '--yes')).toMatchObject({ code: 0 });
    expect(await storage('--models-class', 'INTELLIGENT_TIERING', '--after', '0d', '--yes')).toMatchObject({ code: 0 });
    const ours = {
      ID: 'aisha-loras-class',
      Status: 'Enabled',
      Filter: { Prefix: 'loras/' },
      Transitions: [{ Days: 0, StorageClass: 'INTELLIGENT_TIERING' }],
    };
    expect(await rulesOf()).toEqual([others, ours]);
    expect(everyLora.key).toBe('loras/');
    expect(await storage('--show-models-class')).toEqual({
      code: 0,
      text: 'Trained models: INTELLIGENT_TIERING after 0 days.\n',
    });

    expect(await storage('--models-class', 'STANDARD', '--yes')).toMatchObject({ code: 0 });
    expect(await rulesOf()).toEqual([others]);
  });

  it('aisha storage --models-class shows the storage’s own error when the storage refuses, and changes nothing', async () => {
    const { storage, rulesOf } = await onLifecycle();

    expect(await storage('--models-class', 'WARM', '--yes')).toEqual({
      code: 1,
      text: expect.stringMatching(/^The storage does not do it: MalformedXML: /),
    });
    expect(await storage('--models-class', 'STANDARD_IA', '--after', '7d', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining("greater than or equal to 30 for storageClass 'STANDARD_IA'"),
    });
    expect(await storage('--models-class', 'DEEP_ARCHIVE', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('gives a file back after hours'),
    });
    expect(await rulesOf()).toEqual([]);
  });

  it('aisha storage --models-class needs the owner’s key, because an app’s key may not change a bucket', async () => {
    const policy = storagePolicy('avatar-trainer', DEFAULT_BUCKETS);
    const { asApp } = await onLifecycle({ accessKey: 'aisha_trainer', secretKey: 'a-secret-of-the-app', policy });

    expect(await asApp('--models-class', 'STANDARD_IA', '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('AccessDenied'),
    });
  });
});
