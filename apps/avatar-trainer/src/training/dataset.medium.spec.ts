import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import { startFal } from '@aisha/fakes/fal';
import { startS3 } from '@aisha/fakes/s3';
import { newId } from '@aisha/platform';
import { FalFiles, FalHttpQueue, FalTrainer } from '@aisha/providers/fal';
import { avatarPhotoKey, S3ObjectStore, StorageConfig, toReference } from '@aisha/storage';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { Dataset } from './dataset';

const KEYS = { accessKey: 'spec-key', secretKey: 'spec-secret-key' };

/** A proxy to a server. It breaks one connection, after this many bytes of an answer. */
const breakingLine = async (port: number, afterBytes: number): Promise<string> => {
  let isWhole = false;
  const line = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    const end = (): void => void (client.destroy(), server.destroy());
    let passed = 0;
    server.on('data', (bytes) => {
      passed += bytes.length;
      client.write(bytes);
      if (isWhole || passed <= afterBytes) return;
      isWhole = true;
      end();
    });
    client.on('data', (bytes) => server.write(bytes));
    for (const side of [client, server]) side.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => void line.close());
  return `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
};

/** A dataset of two photographs of 4 MB in a real storage, which the dataset reaches through `breakingLine`. */
const setup = async (breaksAfterBytes: number) => {
  const postgres = await onPostgres('trainer');
  const dir = await mkdtemp(path.join(tmpdir(), 'aisha-dataset-'));
  const server = await startS3({ ...KEYS, dir });
  const fal = await startFal({ key: 'key' });
  afterThisTest(async () => {
    await Promise.all([server.close(), fal.close()]);
    await rm(dir, { recursive: true, force: true });
  });
  const storageAt = (url: string) =>
    new S3ObjectStore(
      Object.assign(new StorageConfig(), {
        MINIO_ENDPOINT: url,
        MINIO_ACCESS_KEY: KEYS.accessKey,
        MINIO_SECRET_KEY: KEYS.secretKey,
      }),
    );
  const storage = storageAt(server.url);
  await storage.ensureBuckets();
  const [userId, avatarId] = [newId<UserId>(), newId<AvatarId>()];
  const avatar = await postgres.fixtures.avatar({ id: avatarId, userId, photos: 0 });
  const photos = await Promise.all(
    [1, 2].map(async () => {
      const id = newId<PhotoId>();
      const key = avatarPhotoKey(userId, avatarId, id);
      await storage.put(key, Buffer.alloc(4_000_000, 7), { contentType: 'image/jpeg' });
      return postgres.fixtures.photo({ id, avatarId, filePath: toReference(key) });
    }),
  );
  const queue = new FalHttpQueue(
    { key: 'key', queueUrl: fal.queueUrl, restUrl: fal.restUrl },
    { submitMs: 30_000, askMs: 15_000, uploadMs: 30_000 },
  );
  const line = await breakingLine(server.port, breaksAfterBytes);
  return { dataset: new Dataset(storageAt(line), new FalTrainer(queue, new FalFiles([fal.cdnHost]))), avatar, photos };
};

describe('a dataset', () => {
  it.each([100_000, 1_000_000, 2_000_000, 3_900_000])(
    'a dataset whose photograph breaks off after %i bytes is recognised as incomplete at once, and is packed again',
    async (bytes) => {
      const { dataset, avatar, photos } = await setup(bytes);

      await expect(dataset.upload(avatar, photos)).rejects.toMatchObject({ code: 'storage-unreachable' });

      expect(await dataset.upload(avatar, photos)).toMatch(/^http/);
    },
  );

  it('a dataset that is not packed in time fails with that reason', async () => {
    const { dataset, avatar, photos } = await setup(Infinity);
    const stop = new AbortController();
    const packing = dataset.upload(avatar, photos, stop.signal);
    stop.abort();

    await expect(packing).rejects.toMatchObject({ code: 'took-too-long' });
  });
});
