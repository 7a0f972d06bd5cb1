import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { OrderReference } from '@aisha/contracts';
import { HoldReader } from '@aisha/database/billing';
import type { Language, OrderId, PhotoId } from '@aisha/domain';
import type { StartRestoration } from '@aisha/kinds/messages';
import { Enhancement } from '@aisha/kinds/tables';
import { sentPhotoKey, S3ObjectStore, StorageConfig, type StoredObject } from '@aisha/storage';
import { eventually, freeWorkOf, jobContext, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { startFal, type FakeFal } from '@aisha/fakes/fal';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { Outbox } from '@aisha/messaging';
import { costsOf, DeleteResultHandler, ordersOf, ProviderSlots, type Parts } from '@aisha/orders';
import { newId, parseConfig } from '@aisha/platform';
import { FalFiles, FalHttpQueue, FalUpscaler } from '@aisha/providers/fal';
import type { GfpganContainer } from '../src/gfpgan/gfpgan-container';
import { RestorationByModel } from '../src/restoration/restoration-by-model.work';
import { RestorationInDocker } from '../src/restoration/restoration-in-docker.work';
import { ResultFiles } from '../src/restoration/result-files';

const S3_KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const POLL_MS = 3_000;
/**
 * How long a test waits for a drawing. The machine may be busy with other tests, so only something broken takes longer.
 */
const DRAWN = { timeoutMs: 120_000 };
const MAX_BYTES = 64 * 1024 * 1024;

/** The fakes of FAL and S3 over HTTP. All tests of a file that imports them share them, and tell orders apart by their ids. */
export let fal: FakeFal;
let s3: S3Server;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aisha-enhancer-'));
  [fal, s3] = await Promise.all([
    startFal({ key: 'id:secret', timeScale: 0.005, concurrency: 20 }),
    startS3({ ...S3_KEYS, dir: folder }),
  ]);
  await storage().ensureBuckets();
});
afterEach(() => fal.faults.clear());
afterAll(async () => {
  await Promise.all([fal.close(), s3.close()]);
  await rm(folder, { recursive: true, force: true });
});

export const storage = (): S3ObjectStore =>
  new S3ObjectStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: s3.url,
      MINIO_ACCESS_KEY: S3_KEYS.accessKey,
      MINIO_SECRET_KEY: S3_KEYS.secretKey,
    }),
  );

export const contentOf = (place: StoredObject): Promise<Buffer> => storage().getBuffer(place, { maxBytes: MAX_BYTES });
export const isKept = (place: StoredObject): Promise<boolean> =>
  contentOf(place).then(
    () => true,
    () => false,
  );

interface HarnessOptions {
  readonly falSlots?: number;
  readonly language?: Language;
  /** The backend on this machine; without it the backend is FAL. */
  readonly gfpgan?: GfpganContainer;
}

/** photo-enhancer without Nest, on a real database; and a person whose photo of 200 × 300 pixels waits to be restored. */
export const enhancerHarness = async ({ falSlots = 10, language = 'ru', gfpgan }: HarnessOptions = {}) => {
  const postgres = await onPostgres('enhancer');
  const { database } = postgres;
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();
  const { userId } = await postgres.fixtures.person({ language });
  const photoId = newId<PhotoId>();
  const orderId = newId<OrderId>();
  const waiting = sentPhotoKey(userId, photoId);
  const drawn = { width: 200, height: 300, channels: 3, background: 'teal' } as const;
  const photo = await sharp({ create: drawn }).jpeg().toBuffer();
  await storage().put(waiting, photo, { contentType: 'image/jpeg' });

  const timeouts = { submitMs: 30_000, askMs: 15_000, uploadMs: 10_000 };
  const falQueue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl }, timeouts);
  const results = new ResultFiles(storage(), database);
  const byModel = new RestorationByModel(
    { timeoutMs: 300_000, pollMs: POLL_MS },
    new FalUpscaler(falQueue, new FalFiles([fal.cdnHost])),
    results,
    { urlOf: ({ orderId }) => `http://127.0.0.1:9/?order=${orderId}` }, // no server listens there; the test itself passes callbacks on
  );
  const work: RestorationByModel | RestorationInDocker = gfpgan ? new RestorationInDocker(gfpgan, results) : byModel;
  const parts: Parts = {
    schema: 'enhancer',
    database,
    holds: new HoldReader(database),
    ...costsOf({ schema: 'enhancer', database, clock, log }, freeWorkOf(10_000)),
    outbox: new Outbox('enhancer'),
    clock,
    log,
    provider: {
      queue: falQueue,
      slots: new ProviderSlots(database, 'enhancer', { provider: 'fal', limit: falSlots, busyPauseMs: 2_000 }),
    },
  };
  const orders = ordersOf({ restoration: work }, parts, { everyMs: 60_000, stopGraceMs: 8_000 });
  const engine = orders.engine(work);
  const { dispatcher } = orders;
  const remove = new DeleteResultHandler(orders, database, storage());
  await postgres.fixtures.hold({ orderId, kind: 'restoration', item: 'restoration.x2' });

  const settle = async (): Promise<void> => {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await dispatcher.tick();
      await dispatcher.settled();
    }
  };
  const jobs = (of = orderId) => fal.jobs({ webhook: of });
  return {
    postgres,
    userId,
    orderId,
    photo,
    waiting,
    logged,
    jobs,
    work: settle,
    start: async (asked: Partial<StartRestoration> = {}) => {
      await engine.start({ orderId, userId, photoId, scale: 'x2', ...asked }, jobContext(postgres));
      await settle();
    },
    /** Lets FAL finish the restoration and call back. */
    isCalledBack: async (of = orderId) => {
      await eventually(() => jobs(of).length > 0 && jobs(of).every(({ state }) => state === 'COMPLETED'), DRAWN);
      await engine.finish({ orderId: of, requestId: jobs(of)[0]?.requestId ?? null, source: 'webhook' });
    },
    pollAgain: async (afterMs = POLL_MS) => {
      clock.advance(afterMs);
      await settle();
    },
    cancel: () => engine.cancel({ orderId, userId }, jobContext(postgres)),
    remove: (asked: OrderReference) =>
      remove.handle({ ...asked, kind: 'restoration' }, jobContext(postgres, { messageId: newId<string>() })),
    find: (of = orderId) => database.read.findOneByOrFail(Enhancement, { orderId: of }),
    /** The messages to other apps, without those about progress. */
    said: async () =>
      (await postgres.outboxOf('enhancer'))
        .filter(({ job, payload }) => job !== 'show-progress' && payload['orderId'] === orderId)
        .map(({ job, payload }) => ({ job, ...payload })),
  };
};
