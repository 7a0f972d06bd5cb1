import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { UserId } from '@aisha/domain';
import { startS3 } from '@aisha/fakes/s3';
import { S3ObjectStore, StorageConfig, type StoredObject } from '@aisha/storage';
import type { Packing } from './archive-packer.mts';
import type { Bench, Measure } from './measure.mts';

const PACKER = path.join(import.meta.dirname, 'archive-packer.mts');
const USER = '0199a3e1-0b7d-7c3a-8e10-55aa7be90c11' as UserId;
const PICTURE_BYTES = 2 ** 20;
const KEYS = { accessKey: 'bench', secretKey: 'bench-secret-key' };

/** Measures the memory of a process that packs a person's pictures and sends the archives: it must not grow with the number of pictures. */
export const zip: Measure = {
  name: 'zip',
  about: 'memory of a process that packs 400 MiB of pictures and sends them, beside 40 MiB',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const [many, few] = bench.isQuick ? [40, 10] : [400, 40];
    const { pictures, pack } = await storageWith(bench, many);
    const ours = await pack(pictures, false);
    const smaller = await pack(pictures.slice(0, few), false);
    const whole = await pack(pictures.slice(0, few), true);
    return [
      {
        name: `most memory while ${many} MiB are packed and sent`,
        unit: 'MiB',
        values: [ours],
        baselines: [
          { name: `the same for ${few} MiB`, kind: 'lower bound', values: [smaller] },
          { name: `each archive read whole to be sent, ${few} MiB`, kind: 'shipped', values: [whole] },
        ],
        goal: '≤ 64 MiB',
        note: 'heap and buffers in use beyond those of the idle process, looked at every 50 ms after a collection of garbage',
      },
    ];
  },
};

/**
 * A storage with `count` pictures of a MiB each, a Telegram that takes everything, and one process for each packing.
 */
async function storageWith(bench: Bench, count: number) {
  const server = bench.keep(await startS3({ ...KEYS, dir: bench.folder('zip') }));
  const telegram = createServer((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ ok: true, result: { message_id: 1 } })));
  });
  await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve));
  bench.keep({ close: () => new Promise<void>((resolve) => telegram.close(() => resolve())) });
  const storage = {
    MINIO_ENDPOINT: server.url,
    MINIO_ACCESS_KEY: KEYS.accessKey,
    MINIO_SECRET_KEY: KEYS.secretKey,
  };
  const store = new S3ObjectStore(Object.assign(new StorageConfig(), storage));
  await store.ensureBuckets();
  const pictures = Array.from({ length: count }, (_, place): StoredObject => {
    return { bucket: 'files', key: `pictures/${USER}/bench/${place}.jpg` };
  });
  for (const picture of pictures) await store.put(picture, randomBytes(PICTURE_BYTES), { contentType: 'image/jpeg' });
  const telegramUrl = `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`;
  const pack = async (some: readonly StoredObject[], isWhole: boolean): Promise<number> => {
    const told: Packing = { storage, telegramUrl, userId: USER, pictures: some, picturesOfArchive: 42, isWhole };
    const child = fork(PACKER, [JSON.stringify(told)], {
      execArgv: ['--expose-gc', '--max-semi-space-size=2'], // little garbage, so that the figure is what the packer holds
    });
    const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the packer ended with ${code}`)));
    const [most] = (await Promise.race([once(child, 'message'), gone])) as [number];
    gone.catch(() => undefined);
    return most;
  };
  return { pictures, pack };
}
