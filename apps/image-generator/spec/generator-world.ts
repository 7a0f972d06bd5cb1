import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { startFal, type FalStandIn } from '@aisha/fakes/fal';
import { startOpenAi, type OpenAiStandIn } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import type { CancelOrder, FinishAtProvider } from '@aisha/contracts';
import type { DeletePictures, StartGeneration } from '@aisha/contracts/image-generator';
import { FalSlots } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { GenerationReader } from '@aisha/database/generator';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import type { OrderId, UserId } from '@aisha/domain';
import { Outbox, type JobHandler } from '@aisha/messaging';
import { newId, parseConfig } from '@aisha/platform';
import { FalFiles, FalHttpQueue } from '@aisha/providers/fal';
import { OpenAiCalls, OpenAiLanguageModel, OpenAiModerator } from '@aisha/providers/openai';
import { S3ObjectStore, StorageConfig } from '@aisha/storage';
import {
  eventually,
  jobContext,
  ManualClock,
  onPostgres,
  readableLog,
  type ContextOptions,
  type WrittenMessage,
} from '@aisha/testing';
import { PromptWriter } from '../src/prompt/prompt-writer';
import { WishCheck } from '../src/prompt/wish-check';
import { DeletePicturesHandler } from '../src/results/delete-pictures.handler';
import { PictureCollector } from '../src/results/picture-collector';
import { PictureDelivery } from '../src/results/picture-delivery';
import { AvatarModels } from '../src/generation/avatar-models';
import { CancelGenerationHandler } from '../src/generation/cancel-generation.handler';
import { Dispatcher } from '../src/generation/dispatcher';
import { FinishGenerationHandler } from '../src/generation/finish-generation.handler';
import { ForgetLoraLinks } from '../src/generation/forget-lora-links';
import { GenerationQueue } from '../src/generation/generation-queue';
import { GenerationStore } from '../src/generation/generation.store';
import { LoraLinks } from '../src/generation/lora-links';
import { OpenGenerations } from '../src/generation/open-generations';
import { GenerationOutcome } from '../src/generation/outcome';
import { Preparation } from '../src/generation/preparation';
import { Progress } from '../src/generation/progress';
import { SilentOrders } from '../src/generation/silent-orders';
import { StartGenerationHandler } from '../src/generation/start-generation.handler';
import { Submission } from '../src/generation/submission';
import { Timing } from '../src/generation/timing';
import { WaitingOrders } from '../src/generation/waiting-orders';
import { Watchdog } from '../src/generation/watchdog';

export const TIMEOUT_MS = 300_000;
const LOOK_MS = 3_000;
const S3_KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const FAL_TIMEOUTS = { submitMs: 30_000, askMs: 15_000, uploadMs: 10_000 };

/** FAL, OpenAI and S3 over HTTP, the same for every test of a file that imports this; orders are told apart by their ids. */
export let fal: FalStandIn;
export let openAi: OpenAiStandIn;
let s3: S3Server;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aisha-generator-'));
  [fal, openAi, s3] = await Promise.all([
    startFal({ key: 'id:secret', timeScale: 0.005, concurrency: 20 }),
    startOpenAi({ key: 'sk-test' }),
    startS3({ ...S3_KEYS, dir: folder }),
  ]);
  await storage().ensureBuckets();
});
afterEach(() => {
  fal.faults.clear();
  openAi.faults.clear();
});
afterAll(async () => {
  await Promise.all([fal.close(), openAi.close(), s3.close()]);
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

/** The smallest safetensors file: a header without tensors. FAL's stand-in takes it as a LoRA made elsewhere. */
export const SMALLEST_LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);
export const SMALLEST_LORA_SHA256 = createHash('sha256').update(SMALLEST_LORA).digest('hex');

/** FAL's client, which also counts the uploads: FAL's stand-in does not tell them. */
class CountedFal extends FalHttpQueue {
  uploads = 0;
  override upload(...file: Parameters<FalHttpQueue['upload']>): Promise<string> {
    this.uploads += 1;
    return super.upload(...file);
  }
}

/** image-generator without Nest, on a real database, and a person with a finished avatar. */
export const generatorWorld = async ({ falSlots = 10, allowedHosts = [fal.cdnHost] } = {}) => {
  const world = await onPostgres('generator');
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();
  const timing = new Timing(clock, TIMEOUT_MS, LOOK_MS);
  const outbox = new Outbox('generator');
  const store = new GenerationStore();
  const falQueue = new CountedFal({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl }, FAL_TIMEOUTS);
  const files = new FalFiles(allowedHosts);
  const avatars = new AvatarReader(world.database);

  const progress = new Progress(outbox, clock, 2);
  const outcome = new GenerationOutcome(store, outbox, clock, log);
  let freed = 0;
  outcome.onEnded(() => (freed += 1));
  const open = new OpenGenerations(world.database, store, outcome, clock);
  const queue = new GenerationQueue(world.database, store, new FalSlots(falSlots), progress, timing);
  const links = new LoraLinks(world.database, falQueue, files, storage(), clock);
  // Nobody listens there: what the webhook says is handed over by the test.
  const models = new AvatarModels(avatars, links, (orderId) => `http://127.0.0.1:9/?order=${orderId}`);
  const calls = new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url });
  const wishes = new WishCheck(new OpenAiModerator(calls, 'omni-moderation-latest'), log);
  const prompts = new PromptWriter(new OpenAiLanguageModel(calls, 'gpt-6-luna'), log);
  const preparation = new Preparation(open, models, wishes, prompts, log);
  const holds = new HoldReader(world.database);
  const submission = new Submission(open, holds, models, falQueue, timing, log);
  const watchdog = new Watchdog(world.database, store, outbox, timing);
  const dispatcher = new Dispatcher(queue, preparation, submission, watchdog, { everyMs: 60_000, log });
  const silent = new SilentOrders(open, queue, submission, timing, log);
  const collector = new PictureCollector(files, storage(), clock, log);
  const delivery = new PictureDelivery(open, collector, outcome, progress, timing);
  const waiting = new WaitingOrders(open, progress, timing, log);
  const handlers = {
    start: new StartGenerationHandler(holds, avatars, store, outcome, dispatcher, clock),
    finish: new FinishGenerationHandler(open, falQueue, delivery, silent, waiting),
    cancel: new CancelGenerationHandler(store, outcome, submission),
    remove: new DeletePicturesHandler(world.database, storage()),
  };
  const handle =
    <Data>(handler: JobHandler<Data>) =>
    (data: Data, options: ContextOptions = {}) =>
      handler.handle(data, jobContext(world, options));
  const placed = new Map<OrderId, Promise<unknown>>();
  /** What billing has done before it lets an order through. */
  const held = (orderId: OrderId): Promise<unknown> => {
    const hold = placed.get(orderId) ?? world.given.hold({ orderId });
    placed.set(orderId, hold);
    return hold;
  };
  /** What billing does with credits that nobody settled in time. */
  const forget = async (orderId: OrderId): Promise<void> => {
    await held(orderId);
    await world.given.forgottenHold(orderId);
  };
  const app = {
    start: async (asked: StartGeneration, options: ContextOptions = {}) => {
      await held(asked.orderId);
      await handle<StartGeneration>(handlers.start)(asked, options);
    },
    finish: handle<FinishAtProvider>(handlers.finish),
    cancel: handle<CancelOrder>(handlers.cancel),
    remove: handle<DeletePictures>(handlers.remove),
  };

  const loraUrl = await falQueue.upload(new Blob([SMALLEST_LORA]), 'lora.safetensors', 3_600);
  falQueue.uploads = 0;
  const userId = newId<UserId>();
  const avatar = async (given: Partial<Avatar> = {}): Promise<Avatar> => {
    return world.given.avatar({ userId, loraUrl, loraSha256: SMALLEST_LORA_SHA256, photos: 0, ...given });
  };

  /** Lets the app work until it has nothing more to do at this moment. */
  const work = async (): Promise<void> => {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await dispatcher.tick();
      await dispatcher.settled();
    }
  };
  /** Does what the queue would do: hands the app the messages it wrote to itself. */
  const deliverOwnMail = async (): Promise<void> => {
    const mail = await world.admin.query<{ id: string; payload: FinishAtProvider }>(
      `DELETE FROM generator.outbox WHERE receiver = 'image-generator' RETURNING id, payload`,
    );
    for (const { id, payload } of mail) await app.finish(payload, { messageId: id });
  };
  /** The watch's next round, after its pause. */
  const lookAgain = async (afterMs = LOOK_MS): Promise<void> => {
    clock.advance(afterMs);
    await work();
    await deliverOwnMail();
    await work();
  };

  const order = (given: Partial<StartGeneration> & Pick<StartGeneration, 'avatarId'>): StartGeneration => ({
    orderId: newId<OrderId>(),
    userId,
    prompt: 'космонавт на Луне, без шлема',
    aspectRatio: '3:4',
    pictureCount: 2,
    seed: null,
    similarTo: null,
    ...given,
  });
  const jobsOf = (orderId: OrderId) => fal.jobs({ webhook: orderId });
  const done = (orderId: OrderId, count = 1) =>
    eventually(() => {
      const jobs = jobsOf(orderId);
      return jobs.length >= count && jobs.every(({ state }) => state === 'COMPLETED') && jobs;
    });
  const webhook = async (orderId: OrderId, options: ContextOptions = {}): Promise<void> => {
    const [job] = (await done(orderId)) as ReturnType<typeof jobsOf>;
    await app.finish({ orderId, requestId: job?.requestId ?? null, source: 'webhook' }, options);
  };
  const find = async (orderId: OrderId) => {
    const found = await new GenerationReader(world.database).find(userId, orderId);
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  };
  /** What was said to others, without the progress on the way. */
  const said = async (orderId: OrderId): Promise<WrittenMessage[]> =>
    (await world.outboxOf('generator')).filter(
      ({ job, payload }) => job !== 'show-progress' && payload['orderId'] === orderId,
    );
  const shown = async (orderId: OrderId) =>
    (await world.outboxOf('generator'))
      .filter(({ job, payload }) => job === 'show-progress' && payload['orderId'] === orderId)
      .map(({ payload }) => payload);

  return {
    world,
    clock,
    app,
    handlers,
    preparation,
    queue,
    submission,
    forgetLoraLinks: new ForgetLoraLinks(world.database, log),
    avatar,
    order,
    held,
    forget,
    work,
    tick: () => dispatcher.tick(),
    lookAgain,
    deliverOwnMail,
    jobsOf,
    done,
    webhook,
    find,
    said,
    shown,
    logged,
    userId,
    loraUrl,
    uploads: () => falQueue.uploads,
    /** How often the dispatcher was told that a place at FAL is free. */
    freed: () => freed,
  };
};

/** What an order that ended tells billing and the gateway. */
export const settled = (orderId: OrderId, delivered: number, of: number, reason: string | null) =>
  expect.objectContaining({
    receiver: 'billing',
    job: 'settle-hold',
    payload: expect.objectContaining({ orderId, kind: 'generation', delivered, of, reason }),
  });
export const explained = (orderId: OrderId, code: string) =>
  expect.objectContaining({ job: 'explain-failure', payload: expect.objectContaining({ orderId, code }) });
export const delivered = (orderId: OrderId, count: number) =>
  expect.objectContaining({
    receiver: 'bot-gateway',
    job: 'deliver-pictures',
    payload: expect.objectContaining({ orderId, pictures: Array.from({ length: count }, () => expect.any(String)) }),
  });
