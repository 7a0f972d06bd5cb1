import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startFal, type FalStandIn } from '@aisha/fakes/fal';
import { startOpenAi, type OpenAiStandIn } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import type { CancelOrder, FinishAtProvider } from '@aisha/contracts';
import type { DeletePictures, StartGeneration } from '@aisha/contracts/image-generator';
import { FalSlots } from '@aisha/database';
import { GenerationReader } from '@aisha/database/generator';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import type { OrderId, UserId } from '@aisha/domain';
import { Outbox, type JobHandler } from '@aisha/messaging';
import { Logger, newId, parseConfig } from '@aisha/platform';
import { FalFiles, FalHttpQueue } from '@aisha/providers/fal';
import { OpenAiCalls, OpenAiLanguageModel } from '@aisha/providers/openai';
import { fromReference, loraKey, S3ObjectStore, StorageConfig, toReference } from '@aisha/storage';
import {
  eventually,
  jobContext,
  ManualClock,
  onPostgres,
  type ContextOptions,
  type WrittenMessage,
} from '@aisha/testing';
import sharp from 'sharp';
import { PromptWriter } from '../prompt/prompt-writer';
import { DeletePicturesHandler } from '../results/delete-pictures.handler';
import { PictureCollector } from '../results/picture-collector';
import { PictureDelivery } from '../results/picture-delivery';
import { AvatarModels } from './avatar-models';
import { CancelGenerationHandler } from './cancel-generation.handler';
import { Dispatcher } from './dispatcher';
import { FinishGenerationHandler } from './finish-generation.handler';
import { GenerationQueue } from './generation-queue';
import { GenerationStore } from './generation.store';
import { LoraLinks } from './lora-links';
import { OpenGenerations } from './open-generations';
import { GenerationOutcome } from './outcome';
import { Preparation } from './preparation';
import { Progress } from './progress';
import { SilentOrders } from './silent-orders';
import { StartGenerationHandler } from './start-generation.handler';
import { Submission } from './submission';
import { Timing } from './timing';
import { WaitingOrders } from './waiting-orders';
import { Watchdog } from './watchdog';

const TIMEOUT_MS = 300_000;
const LOOK_MS = 3_000;
const S3_KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const FAL_TIMEOUTS = { submitMs: 1_000, askMs: 2_000, uploadMs: 5_000 };

/** FAL, OpenAI and S3 over HTTP, the same for every test of the file; orders are told apart by their ids. */
let fal: FalStandIn;
let openAi: OpenAiStandIn;
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

const storage = (): S3ObjectStore =>
  new S3ObjectStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: s3.url,
      MINIO_ACCESS_KEY: S3_KEYS.accessKey,
      MINIO_SECRET_KEY: S3_KEYS.secretKey,
    }),
  );

/** The smallest safetensors file: a header without tensors. FAL's stand-in takes it as a LoRA made elsewhere. */
const SMALLEST_LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);

/** image-generator without Nest, on a real database, and a person with a finished avatar. */
const setup = async ({ falSlots = 10, allowedHosts = [fal.cdnHost] } = {}) => {
  const world = await onPostgres('generator');
  const clock = new ManualClock();
  const log = Logger.silent();
  const timing = new Timing(clock, TIMEOUT_MS, LOOK_MS);
  const outbox = new Outbox('generator');
  const store = new GenerationStore();
  const falQueue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl }, FAL_TIMEOUTS);
  const files = new FalFiles(allowedHosts);
  const avatars = new AvatarReader(world.database);

  const progress = new Progress(outbox, clock, 2);
  const outcome = new GenerationOutcome(store, outbox, clock);
  const open = new OpenGenerations(world.database, store, outcome, clock);
  const queue = new GenerationQueue(world.database, store, new FalSlots(falSlots), progress, timing);
  const links = new LoraLinks(world.database, falQueue, files, storage(), clock);
  // Nobody listens there: what the webhook says is handed over by the test.
  const models = new AvatarModels(avatars, links, (orderId) => `http://127.0.0.1:9/?order=${orderId}`);
  const languageModel = new OpenAiLanguageModel(
    new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }),
    'gpt-6-luna',
  );
  const preparation = new Preparation(open, models, new PromptWriter(languageModel, log), log);
  const submission = new Submission(open, models, falQueue, timing, log);
  const watchdog = new Watchdog(world.database, store, links, outbox, timing);
  const dispatcher = new Dispatcher(queue, preparation, submission, watchdog, { everyMs: 60_000, log });
  const silent = new SilentOrders(open, queue, submission, timing, log);
  const collector = new PictureCollector(files, storage(), clock, log);
  const delivery = new PictureDelivery(open, collector, outcome, progress, timing);
  const waiting = new WaitingOrders(open, progress, timing, log);
  const handlers = {
    start: new StartGenerationHandler(avatars, store, outcome, dispatcher, clock),
    finish: new FinishGenerationHandler(open, falQueue, delivery, silent, waiting),
    cancel: new CancelGenerationHandler(store, outcome, submission),
    remove: new DeletePicturesHandler(world.database, storage()),
  };
  const handle =
    <Data>(handler: JobHandler<Data>) =>
    (data: Data, options: ContextOptions = {}) =>
      handler.handle(data, jobContext(world, options));
  const app = {
    start: handle<StartGeneration>(handlers.start),
    finish: handle<FinishAtProvider>(handlers.finish),
    cancel: handle<CancelOrder>(handlers.cancel),
    remove: handle<DeletePictures>(handlers.remove),
  };

  const loraUrl = await falQueue.upload(new Blob([SMALLEST_LORA]), 'lora.safetensors', 3_600);
  const userId = newId<UserId>();
  const avatar = async (given: Partial<Avatar> = {}): Promise<Avatar> => {
    const made = await world.given.avatar({ userId, loraUrl, photos: 0, ...given });
    return made;
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
    avatar,
    order,
    work,
    lookAgain,
    deliverOwnMail,
    jobsOf,
    done,
    webhook,
    find,
    said,
    shown,
    userId,
    loraUrl,
    dispatcher,
  };
};

const settled = (orderId: OrderId, delivered: number, of: number, reason: string | null) =>
  expect.objectContaining({
    receiver: 'billing',
    job: 'settle-hold',
    payload: expect.objectContaining({ orderId, kind: 'generation', delivered, of, reason }),
  });
const explained = (orderId: OrderId, code: string) =>
  expect.objectContaining({ job: 'explain-failure', payload: expect.objectContaining({ orderId, code }) });
const delivered = (orderId: OrderId, count: number) =>
  expect.objectContaining({
    receiver: 'bot-gateway',
    job: 'deliver-pictures',
    payload: expect.objectContaining({ orderId, pictures: Array.from({ length: count }, () => expect.any(String)) }),
  });

describe('an order of pictures', () => {
  it('ends in all four of them, in our storage, charged whole', async () => {
    const { app, avatar, order, work, webhook, find, said } = await setup();
    const { id: avatarId, triggerPhrase } = await avatar();
    const asked = order({ avatarId, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    const { generation, pictures } = await find(asked.orderId);
    expect(generation).toMatchObject({ state: 'succeeded', delivered: 4, submissions: 1, promptWriter: 'model' });
    expect(generation.enhancedPrompt?.startsWith(`${triggerPhrase} woman, `)).toBe(true);
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 4, 4, null), delivered(asked.orderId, 4)]);
    expect(pictures).toHaveLength(4);
    for (const { filePath, bytes, width, height } of pictures) {
      const stored = await storage().getBuffer(fromReference(filePath ?? ''), { maxBytes: 10_000_000 });
      expect(stored).toHaveLength(bytes);
      expect(await sharp(stored).metadata()).toMatchObject({ format: 'jpeg', width, height });
      expect(width / height).toBeCloseTo(3 / 4, 1);
    }
  });

  it('is one paid request however often it is told to start', async () => {
    const { app, avatar, order, work, jobsOf } = await setup();
    const asked = order({ avatarId: (await avatar()).id });

    await Promise.all([app.start(asked), app.start(asked), app.start(asked, { messageId: 'other' })]);
    await work();
    await app.start(asked);
    await work();

    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('is delivered once when the webhook comes three times, and the watch as well', async () => {
    const { app, avatar, order, work, webhook, said, jobsOf } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 2 });
    await app.start(asked);
    await work();

    await Promise.all([webhook(asked.orderId), webhook(asked.orderId), webhook(asked.orderId)]);
    const requestId = jobsOf(asked.orderId)[0]?.requestId ?? null;
    await app.finish({ orderId: asked.orderId, requestId, source: 'watchdog' });

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId, 2)]);
  });

  it('tells how it goes: its place, then FAL, then the copying, with a time only when it knows one', async () => {
    const { app, avatar, order, work, webhook, shown } = await setup();
    const { id: avatarId } = await avatar();
    const asked = order({ avatarId, pictureCount: 1 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    const steps = await shown(asked.orderId);
    expect(steps.map(({ step }) => step)).toEqual(['queued', 'preparing', 'collecting']);
    expect(steps[0]).toMatchObject({ ahead: 0, secondsLeft: null });
  });

  it('tells the median of recent orders as the time left', async () => {
    const { world, clock, app, avatar, order, work, shown } = await setup();
    const { id: avatarId } = await avatar();
    for (const seconds of [10, 20, 90]) {
      const finishedAt = clock.now();
      const startedAt = new Date(finishedAt.getTime() - seconds * 1000);
      await world.given.generation({ state: 'succeeded', startedAt, finishedAt });
    }
    const asked = order({ avatarId });

    await app.start(asked);
    await work();

    expect((await shown(asked.orderId)).at(-1)).toMatchObject({ step: 'preparing', secondsLeft: 20, fraction: 0 });
  });

  it('waits in our queue while FAL has no place, and knows who is before it', async () => {
    const { app, avatar, order, work, webhook, shown, jobsOf } = await setup({ falSlots: 1 });
    const { id: avatarId } = await avatar();
    const orders = [order({ avatarId }), order({ avatarId }), order({ avatarId })];
    for (const asked of orders) await app.start(asked);
    await work();

    const [first, second, third] = orders.map(({ orderId }) => orderId) as [OrderId, OrderId, OrderId];
    expect([first, second, third].map((orderId) => jobsOf(orderId).length)).toEqual([1, 0, 0]);
    expect((await shown(third)).at(-1)).toMatchObject({ step: 'queued', ahead: 1 });

    await webhook(first);
    await work();
    expect([second, third].map((orderId) => jobsOf(orderId).length)).toEqual([1, 0]);
    expect((await shown(third)).at(-1)).toMatchObject({ step: 'queued', ahead: 0 });
  });

  it('lets somebody with nothing at FAL go before the third order of another', async () => {
    const { world, app, avatar, order, work, jobsOf, clock } = await setup({ falSlots: 3 });
    const { id: avatarId } = await avatar();
    const stranger = await world.given.avatar({ loraUrl: (await avatar()).loraUrl, photos: 0 });
    const mine = [order({ avatarId }), order({ avatarId }), order({ avatarId })];
    for (const asked of mine) {
      await app.start(asked);
      clock.advance(1);
    }
    const theirs = order({ avatarId: stranger.id, userId: stranger.userId });
    await app.start(theirs);
    await work();

    expect([...mine, theirs].map(({ orderId }) => jobsOf(orderId).length)).toEqual([1, 1, 0, 1]);
  });
});

describe('an avatar that cannot be drawn', () => {
  it('of somebody else is not found, and the credits go back', async () => {
    const { world, app, order, work, said, jobsOf } = await setup();
    const stranger = await world.given.avatar({ photos: 0 });
    const asked = order({ avatarId: stranger.id });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'avatar-not-found'),
      explained(asked.orderId, 'avatar-not-found'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('is not ready while it is in training', async () => {
    const { app, avatar, order, said } = await setup();
    const { id: avatarId } = await avatar({ status: 'training', loraUrl: null });
    const asked = order({ avatarId });

    await app.start(asked);

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'avatar-not-ready'));
  });

  it('whose link has died is uploaded again from our own copy, once for all orders that find it dead', async () => {
    const { world, app, avatar, order, work, webhook, find, userId, jobsOf } = await setup();
    const made = await avatar({
      loraUrl: `${fal.url}/cdn/files/gone/lora.safetensors`,
      loraKey: null,
      status: 'draft',
    });
    const copy = loraKey(userId, made.id);
    await storage().put(copy, SMALLEST_LORA, { contentType: 'application/octet-stream' });
    await world.admin.query(
      `UPDATE trainer.avatar SET status = 'completed', lora_key = $2, lora_sha256 = repeat('0', 64) WHERE id = $1`,
      [made.id, toReference(copy)],
    );
    const [one, other] = [order({ avatarId: made.id, pictureCount: 1 }), order({ avatarId: made.id, pictureCount: 1 })];

    await app.start(one);
    await app.start(other);
    await work();
    await webhook(one.orderId);

    expect((await find(one.orderId)).generation.state).toBe('succeeded');
    const uploads = await world.admin.query<{ url: string }>('SELECT url FROM generator.lora_upload');
    expect(uploads).toHaveLength(1);
    expect(jobsOf(other.orderId)[0]?.input).toMatchObject({ loras: [{ path: uploads[0]?.url }] });
  });

  it('takes its link with it when it is deleted', async () => {
    const { world, avatar, work } = await setup();
    const { id } = await avatar();
    await world.admin.query(`INSERT INTO generator.lora_upload (avatar_id, url) VALUES ($1, 'https://x.example/l')`, [
      id,
    ]);
    await work();
    expect(await world.admin.query('SELECT 1 FROM generator.lora_upload')).toHaveLength(1);

    await world.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [id]);
    await work();

    expect(await world.admin.query('SELECT 1 FROM generator.lora_upload')).toEqual([]);
  });
});

describe('the prompt', () => {
  it('is written by rules when the language model is down, and the order goes on', async () => {
    const { app, avatar, order, work, find } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'insufficient_quota', times: 10 });
    const { id: avatarId, triggerPhrase } = await avatar({ subject: 'man' });
    const asked = order({ avatarId, prompt: 'космонавт на Луне, без шляпы' });

    await app.start(asked);
    await work();

    const { generation } = await find(asked.orderId);
    expect(generation).toMatchObject({ state: 'waiting', promptWriter: 'rules', negativePrompt: 'шляпы' });
    expect(generation.enhancedPrompt).toMatch(
      new RegExp(`^${triggerPhrase} man, astronaut on the Moon, bareheaded, .*85mm`),
    );
  });

  it('that the language model refuses ends the order with the credits back', async () => {
    const { app, avatar, order, work, said, jobsOf } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'refusal' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('is paid once, also when the rest of the preparation is tried again', async () => {
    const { world, app, avatar, order, work, find, clock } = await setup();
    const { id: avatarId } = await avatar({ loraUrl: null });
    await world.admin.query(`UPDATE trainer.avatar SET lora_key = 'files:not/there' WHERE id = $1`, [avatarId]);
    fal.faults.add({ on: 'storage', kind: '503', times: 100 });
    await storage().put({ bucket: 'files', key: 'not/there' }, SMALLEST_LORA, {
      contentType: 'application/octet-stream',
    });
    const asked = order({ avatarId, prompt: 'единственный в своём роде замысел' });
    const before = openAi.requests().length;

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', endpoint: null });
    fal.faults.clear();
    clock.advance(10_000);
    await work();

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(openAi.requests().length - before).toBe(1);
  });
});

describe('fewer pictures than asked for', () => {
  it('half of them not decent: two are delivered, two charged', async () => {
    const { app, avatar, order, work, webhook, said, find } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw', images: 2 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 2, 4, 'result-not-decent'),
      delivered(asked.orderId, 2),
    ]);
    expect((await find(asked.orderId)).pictures).toHaveLength(2);
  });

  it('all of them not decent: nothing is delivered, nothing charged', async () => {
    const { app, avatar, order, work, webhook, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'result-not-decent'),
      explained(asked.orderId, 'result-not-decent'),
    ]);
  });

  it('three drawn of four: three are charged', async () => {
    const { app, avatar, order, work, webhook, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fewer', images: 3 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 3, 4, 'provider-failed'),
      delivered(asked.orderId, 3),
    ]);
  });

  it('from a host that is not allowed: nothing is fetched, and the credits go back', async () => {
    const hits: string[] = [];
    const elsewhere = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { app, avatar, order, work, webhook, said, loraUrl } = await setup({
      allowedHosts: [`127.0.0.1:${(elsewhere.address() as AddressInfo).port}`],
    });
    // The LoRA lies on a host that is not allowed either: it is uploaded again, and used.
    const { id: avatarId } = await avatar({ loraUrl, loraKey: 'files:copy' });
    await storage().put({ bucket: 'files', key: 'copy' }, SMALLEST_LORA, { contentType: 'application/octet-stream' });
    const asked = order({ avatarId, pictureCount: 1 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    elsewhere.close();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'provider-failed'),
      explained(asked.orderId, 'provider-failed'),
    ]);
    expect(hits).toEqual([]);
  });
});

describe('when FAL fails', () => {
  it('the order fails, the credits go back, whoever notices it first', async () => {
    const { app, avatar, order, work, webhook, lookAgain, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await Promise.all([webhook(asked.orderId), webhook(asked.orderId)]);
    await lookAgain();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'provider-failed'),
      explained(asked.orderId, 'provider-failed'),
    ]);
  });

  it('because of the wish, the person is told so', async () => {
    const { app, avatar, order, work, webhook, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'prompt-refused'));
  });

  it('to call back, the watch finds the pictures', async () => {
    const { app, avatar, order, work, done, lookAgain, said } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });

    await app.start(asked);
    await work();
    await done(asked.orderId);
    await lookAgain();

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId, 1)]);
  });

  it('to take the order now, it goes back to our queue and is sent again, once', async () => {
    const { app, avatar, order, work, find, clock, jobsOf } = await setup();
    fal.faults.add({ on: 'submit', kind: '429' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', submissions: 0 });
    clock.advance(5_000);
    await work();

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', submissions: 1 });
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('for want of money for an hour, the credits go back', async () => {
    const { app, avatar, order, work, clock, find, said } = await setup();
    fal.faults.add({ on: 'submit', kind: '403-locked', times: 100 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation.state).toBe('queued');

    clock.advance(61 * 60_000);
    await work();

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'provider-out-of-credit'));
  });

  it('to say whether it took the order, it is not sent again: the webhook tells which request it is', async () => {
    const { app, avatar, order, work, webhook, find, said, jobsOf, lookAgain } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', requestId: null });
    await lookAgain(60_000);
    expect(jobsOf(asked.orderId)).toHaveLength(1);
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId, 1)]);
    expect((await find(asked.orderId)).generation.requestId).toBe(jobsOf(asked.orderId)[0]?.requestId);
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('and stays silent, it is drawn once more at our cost; the late first answer and the second are one delivery', async () => {
    const { app, avatar, order, work, find, said, jobsOf, done, lookAgain } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    const { orderId } = asked;
    await app.start(asked);
    await work();
    const [first] = jobsOf(orderId);

    await lookAgain(TIMEOUT_MS + 1);

    expect((await find(orderId)).generation).toMatchObject({ state: 'waiting', submissions: 2 });
    const jobs = (await done(orderId, 2)) as ReturnType<typeof jobsOf>;
    const second = jobs.find(({ requestId }) => requestId !== first?.requestId);
    for (const job of [second, first]) {
      await app.finish({ orderId, requestId: job?.requestId ?? null, source: 'webhook' });
    }
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId, 1)]);
  });

  it('delivers what a late first submission made, and stops the second', async () => {
    const { app, avatar, order, work, said, jobsOf, done, lookAgain, find } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    const { orderId } = asked;
    await app.start(asked);
    await work();
    const [first] = (await done(orderId)) as ReturnType<typeof jobsOf>;
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    await lookAgain(TIMEOUT_MS + 1);
    expect(jobsOf(orderId)).toHaveLength(2);

    await app.finish({ orderId, requestId: first?.requestId ?? null, source: 'webhook' });

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId, 1)]);
    expect((await find(orderId)).generation.state).toBe('succeeded');
  });

  it('and stays silent twice, the credits go back', async () => {
    const { app, avatar, order, work, said, jobsOf, lookAgain } = await setup();
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await lookAgain(TIMEOUT_MS + 1);
    await lookAgain(TIMEOUT_MS + 1);

    expect(jobsOf(asked.orderId)).toHaveLength(2);
    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'provider-silent'),
      explained(asked.orderId, 'provider-silent'),
    ]);
  });

  it('to answer when asked, the order waits and is looked at again', async () => {
    const { app, avatar, order, work, webhook, find, said, lookAgain } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    fal.faults.add({ on: 'status', kind: '503', times: 1 });
    await webhook(asked.orderId);
    expect((await find(asked.orderId)).generation.state).toBe('waiting');

    await lookAgain(10_000);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId, 1)]);
  });

  it('to keep the result, nothing is charged', async () => {
    const { app, avatar, order, work, done, webhook, said, jobsOf } = await setup();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.expireResult(jobsOf(asked.orderId)[0]?.requestId ?? '');

    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toContainEqual(settled(asked.orderId, 0, 2, 'provider-result-lost'));
  });

  it('to serve a file for a moment, the copying is done again', async () => {
    const { app, avatar, order, work, done, webhook, said, lookAgain } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 2 });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.faults.add({ on: 'cdn', kind: 'cut' });
    await webhook(asked.orderId);
    expect(await said(asked.orderId)).toEqual([]);

    await lookAgain(40_000);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId, 2)]);
  });
});

describe('a webhook', () => {
  it('that comes before the work is done changes nothing but the card', async () => {
    const { app, avatar, order, work, said, shown, jobsOf, find } = await setup();
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.finish({
      orderId: asked.orderId,
      requestId: jobsOf(asked.orderId)[0]?.requestId ?? null,
      source: 'webhook',
    });

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(await said(asked.orderId)).toEqual([]);
    expect((await shown(asked.orderId)).at(-1)?.['step']).toMatch(/at-provider-queue|working/);
  });

  it('for a request FAL does not know, or an order we do not know, changes nothing', async () => {
    const { app, avatar, order, work, said, find } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    const requestId = newId<string>();

    await app.finish({ orderId: asked.orderId, requestId, source: 'webhook' });
    await app.finish({ orderId: newId<OrderId>(), requestId, source: 'webhook' });

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', requestId: null });
    expect(await said(asked.orderId)).toEqual([]);
  });
});

describe('a cancelled order', () => {
  it('in our queue is given back at once and never sent', async () => {
    const { app, avatar, order, work, said, userId, jobsOf } = await setup({ falSlots: 0 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.cancel({ orderId: asked.orderId, userId });
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('at FAL is stopped there and given back; what is drawn all the same is not delivered', async () => {
    const { app, avatar, order, work, said, userId, jobsOf, find } = await setup();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await Promise.all([
      app.cancel({ orderId: asked.orderId, userId }, { messageId: 'the-tap' }),
      app.cancel({ orderId: asked.orderId, userId }, { messageId: 'the-tap' }),
    ]);
    await eventually(() => jobsOf(asked.orderId)[0]?.state === 'COMPLETED');
    await app.finish({
      orderId: asked.orderId,
      requestId: jobsOf(asked.orderId)[0]?.requestId ?? null,
      source: 'webhook',
    });

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
  });

  it('that was delivered already stays delivered', async () => {
    const { app, avatar, order, work, webhook, said, userId } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    await app.cancel({ orderId: asked.orderId, userId });

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId, 1)]);
  });

  it('of another person stays as it is', async () => {
    const { app, avatar, order, work, said, find } = await setup();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.cancel({ orderId: asked.orderId, userId: newId<UserId>() });

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(await said(asked.orderId)).toEqual([]);
  });

  it('that has not arrived yet is cancelled when it has', async () => {
    const { app, avatar, order, said, userId } = await setup();
    const asked = order({ avatarId: (await avatar()).id });
    const tap = { orderId: asked.orderId, userId };

    await expect(app.cancel(tap, { messageId: 'tap' })).rejects.toMatchObject({ mayRetry: true });
    await app.start(asked);
    await app.cancel(tap, { messageId: 'tap', attempt: 2 });

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'cancelled-by-user'));
  });
});

describe('deleting pictures', () => {
  it('removes the files and keeps the row; a stranger removes nothing', async () => {
    const { app, avatar, order, work, webhook, find, userId } = await setup();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    const { filePath } = (await find(asked.orderId)).pictures[0] ?? {};
    const stored = fromReference(filePath ?? '');

    await app.remove({ orderId: asked.orderId, userId: newId<UserId>() });
    expect((await storage().head(stored)).size).toBeGreaterThan(0);
    await app.remove({ orderId: asked.orderId, userId });
    await app.remove({ orderId: asked.orderId, userId });

    await expect(storage().head(stored)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await find(asked.orderId)).toMatchObject({ generation: { state: 'succeeded', delivered: 1 }, pictures: [] });
  });
});

describe('a message that cannot be handled', () => {
  it('gives the credits back, whether its row was there or not', async () => {
    const { world, handlers, avatar, order, said } = await setup();
    const asked = order({ avatarId: (await avatar()).id });
    const error = Object.assign(new Error(), { code: 'unexpected' });

    await world.database.transaction((tx) => handlers.start.giveUp(asked, error as never, tx));
    await world.database.transaction((tx) =>
      handlers.finish.giveUp({ orderId: asked.orderId, requestId: null, source: 'webhook' }, error as never, tx),
    );

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'unexpected'),
      explained(asked.orderId, 'unexpected'),
    ]);
  });
});
