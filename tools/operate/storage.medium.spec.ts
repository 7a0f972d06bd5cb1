import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startS3 } from '@aisha/fakes/s3';
import { newId, parseConfig } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import { pictureKey, S3ObjectStore, StorageConfig, toReference, upscaleKey } from '@aisha/storage';
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
  /** All that is stored came two days ago. */
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

const put = (objects: S3ObjectStore, key: ReturnType<typeof pictureKey>) =>
  objects.put(key, Buffer.from('bytes'), { contentType: 'image/png' });

describe('aisha storage', () => {
  it('aisha storage counts the files of each prefix, and exits 0 where every row has its file', async () => {
    const { storage, objects, fixtures, userId, orderId } = await setup();
    const key = upscaleKey(userId, orderId, 'png');
    await put(objects, key);
    await fixtures.upscale({ userId, orderId, state: 'succeeded', filePath: toReference(key) });

    expect(await storage()).toEqual({ code: 0, text: 'files:upscales/  1 files, 0.0 MB\nEvery row has its file.\n' });
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
    expect(text).toContain('MISSING: rows name 1 files that are not there');
    expect(text).toContain(`missing  generator.upscale.file_path  ${lost}\n`);
  });

  it('aisha storage names files of no row, but none that is young, or that an open order will name', async () => {
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
