import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { startFal, type FakeFal } from '@aisha/fakes/fal';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import type { CancelOrder, DeleteResult, FinishAtProvider, OrderReference } from '@aisha/contracts';
import type { KeepEditLikeness, KeepFaces, KeepLikeness, MarkPicture } from '@aisha/contracts/image-generator';
import { HoldReader } from '@aisha/database/billing';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import type { AvatarId, FaceStop, OrderId, PhotoId, UserId, PictureId } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { InputOf, OrderKind } from '@aisha/kinds';
import type { StartAnimation, StartEdit, StartGeneration, StartTogether, StartUpscale } from '@aisha/kinds/messages';
import { Animation, Edit, GenerationReader, Together, Upscale } from '@aisha/kinds/tables';
import { pictureKey, S3ObjectStore, sentPhotoKey, StorageConfig, toReference } from '@aisha/storage';
import {
  afterThisTest,
  type ContextOptions,
  eventually,
  freeWorkOf,
  jobContext,
  ManualClock,
  onPostgres,
  readableLog,
  type WrittenMessage,
} from '@aisha/testing';
import { Outbox, type JobHandler } from '@aisha/messaging';
import { costsOf, ordersOf, ProviderSlots, ReferencePhotos, type Parts, DeleteResultHandler } from '@aisha/orders';
import { Logger, newId, parseConfig } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import {
  FalFiles,
  FalHttpQueue,
  FalImageModels,
  FalUpscaler,
  FalPictureEditor,
  FalVideoModel,
  ModelsAtFal,
} from '@aisha/providers/fal';
import { OpenAiCalls, OpenAiLanguageModel, OpenAiModerator, OpenAiVisionModel } from '@aisha/providers/openai';
import type { Moderator } from '@aisha/providers/ports';
import { ContentClassifier } from '../src/moderation/content-classifier';
import { PictureCheck } from '../src/moderation/picture-check';
import { TextCheck } from '../src/moderation/text-check';
import { brokenRule } from '../src/moderation/word-rules';
import { PromptWriter } from '../src/prompt/prompt-writer';
import { KeepLikenessHandler } from '../src/likeness/keep-likeness.handler';
import { MarkPictureHandler } from '../src/results/mark-picture.handler';
import { PictureCollector } from '../src/results/picture-collector';
import { MinorCheck } from '../src/review/minor-check';
import { PictureReviewer } from '../src/review/picture-reviewer';
import { AvatarModels } from '../src/avatar-models/avatar-models';
import { ForgetLoraLinks } from '../src/avatar-models/forget-lora-links';
import { ForgetPrompts } from '../src/generation/forget-prompts';
import { GenerationWork } from '../src/generation/generation.work';
import { LoraLinkStore } from '../src/avatar-models/lora-link.store';
import { LoraLinks } from '../src/avatar-models/lora-links';
import { PromptStore } from '../src/generation/prompt.store';
import { WrittenPrompt } from '../src/prompt/written-prompt';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import { AnimationSource } from '../src/animation/animation-source';
import { AnimationWork } from '../src/animation/animation.work';
import { VideoCheck } from '../src/animation/video-check';
import { ChangeCheck, ChangeReader } from '../src/edit/change-check';
import { EditSource } from '../src/edit/edit-source';
import { EditChecks, EditWork } from '../src/edit/edit.work';
import { KeepEditLikenessHandler } from '../src/likeness/keep-edit-likeness.handler';
import { KeepFacesHandler } from '../src/together/keep-faces.handler';
import { TogetherPeople } from '../src/together/people';
import { TogetherPicture } from '../src/together/together-picture';
import { TogetherProvider } from '../src/together/together-provider';
import { TogetherWork } from '../src/together/together.work';
import { UpscaleSource } from '../src/upscale/upscale-source';
import { UpscaleWork } from '../src/upscale/upscale.work';

export const TIMEOUT_MS = 300_000;
const POLL_MS = 3_000;
/**
 * How long a test waits for a drawing. Drawing 4096 × 4096 pixels is slow on a busy machine, so only something broken
 * takes longer.
 */
const DRAWN = { timeoutMs: 120_000 };
/**
 * The sides of a picture as a share of those that were asked for. Pixels took two fifths of the processor time of the specs of orders, and only
 * the tests that call `drawsWhole` are about sizes.
 */
const SMALL = 0.25;
const S3_KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
const FAL_TIMEOUTS = { submitMs: 30_000, askMs: 15_000, uploadMs: 10_000 };

/** The fakes of FAL, OpenAI and S3 over HTTP. All tests of a file that imports them share them, and tell orders apart by their ids. */
export let fal: FakeFal;
export let openAi: FakeOpenAi;
let s3: S3Server;
/** One child of the classifier serves all tests of a file. */
let classifier: ContentClassifier;
let folder: string;

/**
 * Compiles the word rules, which a process does at its first check, and for ten seconds on a busy machine: a request that is under way then
 * is given up, and its order waits for a clock that the test does not move. V8 compiles for each of the two kinds of strings.
 */
const compileRules = (): void => {
  for (const text of ['an astronaut on the Moon', 'космонавт на Луне']) brokenRule(text);
};

beforeAll(async () => {
  compileRules();
  classifier = new ContentClassifier(Logger.silent());
  folder = await mkdtemp(path.join(tmpdir(), 'aisha-generator-'));
  [fal, openAi, s3] = await Promise.all([
    startFal({ key: 'id:secret', timeScale: 0.005, concurrency: 20 }),
    startOpenAi({ key: 'sk-test' }),
    startS3({ ...S3_KEYS, dir: folder }),
  ]);
  await storage().ensureBuckets();
});
let share: number;
const drawsAt = (asked: number): void => {
  share = asked;
  fal.drawsAt(share);
};
beforeEach(() => drawsAt(SMALL));
/** From now on the pictures of this test have the sizes that are asked for. */
export const drawsWhole = (): void => drawsAt(1);
afterEach(() => {
  fal.faults.clear();
  openAi.faults.clear();
});
afterAll(async () => {
  await Promise.all([fal.close(), openAi.close(), s3.close(), classifier.beforeApplicationShutdown()]);
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

/** The smallest safetensors file, a header without tensors: FAL's fake accepts it as a LoRA made elsewhere. */
export const SMALLEST_LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);
export const SMALLEST_LORA_SHA256 = createHash('sha256').update(SMALLEST_LORA).digest('hex');

/** FAL's client, which also counts uploads, because FAL's fake does not report them. */
class CountedFal extends FalHttpQueue {
  uploads = 0;
  /** The most uploads that were under way at once. */
  atOnce = 0;
  private underWay = 0;

  override async upload(...file: Parameters<FalHttpQueue['upload']>): Promise<string> {
    this.uploads += 1;
    this.atOnce = Math.max(this.atOnce, ++this.underWay);
    try {
      return await super.upload(...file);
    } finally {
      this.underWay -= 1;
    }
  }
}

/** A collector that makes as many attempts as the real one, with shorter pauses. */
class HastyCollector extends PictureCollector {
  protected override readonly fetchAgainMs = [5, 20, 50];
}

/**
 * How long a test waits for the moderator and for the language model: only something broken takes longer. The real times are of seconds, and
 * on a busy machine the first check in a process takes as long, because it compiles the word rules while the request is under way.
 */
const ANSWERED_MS = 60_000;

/** A check of texts whose first request to the moderator may take `firstPatienceMs`. */
class HastyTexts extends TextCheck {
  protected override readonly firstPatienceMs: number;

  constructor(moderator: Moderator, patienceMs: number) {
    super(moderator);
    this.firstPatienceMs = patienceMs;
  }
}

class PatientWriter extends PromptWriter {
  protected override readonly patienceMs = ANSWERED_MS;
}

/** Builds image-generator without Nest, on a real database, for a person with a finished avatar. */
export const generatorHarness = async ({
  falSlots = 10,
  allowedHosts = [fal.cdnHost],
  freeWorkCents = 10_000,
  /** How long a review may take; 0 turns the review off. */
  reviewMs = 0,
  /** How long a picture of several people waits for the trainer before its order is polled again. */
  trainerMs = 30_000,
  /** How long the check waits for a moderator's first answer. */
  moderatorMs = ANSWERED_MS,
  classifies = classifier,
  catalogue = shippedCatalogue(),
} = {}) => {
  const postgres = await onPostgres('generator');
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();
  const { database } = postgres;
  const outbox = new Outbox('generator');
  const account = { key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl };
  const falQueue = new CountedFal(account, FAL_TIMEOUTS, (endpoint) => catalogue.learn(endpoint, true));
  const files = new FalFiles(allowedHosts);

  // An address at which no server listens: the test itself passes the callbacks on.
  const callbacks = { urlOf: ({ orderId }: { readonly orderId: OrderId }) => `http://127.0.0.1:9/?order=${orderId}` };
  const avatars = new AvatarReader(database);
  const falModels = new FalImageModels(files, new ModelsAtFal(catalogue));
  const models = new AvatarModels(
    avatars,
    new LoraLinks(new LoraLinkStore(database), falQueue, files, storage(), clock),
    new ReferencePhotos(avatars, falQueue, storage()),
    callbacks,
    falModels,
  );
  const costs = costsOf({ schema: 'generator', database, clock, log }, freeWorkOf(freeWorkCents));
  const calls = new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }, costs.calls);
  const moderator = new OpenAiModerator(calls, 'omni-moderation-latest');
  const texts = new HastyTexts(moderator, moderatorMs);
  const check = new PictureCheck(moderator, classifies, clock, log);
  const prompts = new WrittenPrompt(
    texts,
    new PatientWriter(new OpenAiLanguageModel(calls, 'gpt-6-luna'), log),
    clock,
    log,
  );
  const vision = new OpenAiVisionModel(calls, 'gpt-6-luna');
  const minors = new MinorCheck(vision, log);
  const reviewer = new PictureReviewer(check, vision, log, { ms: reviewMs }, minors);
  const collector = new HastyCollector(falModels, storage(), clock, log, reviewer);
  const timeouts = { timeoutMs: TIMEOUT_MS, pollMs: POLL_MS };
  const generation = new GenerationWork(timeouts, models, prompts, collector);
  const source = new UpscaleSource(database, callbacks);
  const upscale = new UpscaleWork(timeouts, new FalUpscaler(falQueue, files), storage(), source, check);
  const animation = new AnimationWork(
    timeouts,
    new FalVideoModel(falQueue, files),
    new AnimationSource(database, models, callbacks),
    new VideoCheck(findFfmpeg({}, process.env['PATH'] ?? ''), check, minors),
    storage(),
  );
  const edit = new EditWork(
    timeouts,
    new FalPictureEditor(falQueue, files, new ModelsAtFal(catalogue)),
    new EditSource(database, models, callbacks, clock),
    new EditChecks(
      new ChangeCheck(texts, check, new ChangeReader(new OpenAiLanguageModel(calls, 'gpt-6-luna'), log), minors, clock),
      reviewer,
      avatars,
    ),
    storage(),
  );
  const together = new TogetherWork(
    timeouts,
    new TogetherPeople(database, new ReferencePhotos(avatars, falQueue, storage())),
    prompts,
    new (class extends TogetherPicture {
      protected override readonly patienceMs = trainerMs;
    })(falModels, reviewer, storage(), database, outbox),
    new TogetherProvider(falModels, callbacks, log),
  );
  /** Starts a process of the app; a second process is a second replica. */
  const replica = (falLimit = falSlots) => {
    const parts: Parts = {
      schema: 'generator',
      database,
      holds: new HoldReader(database),
      ...costs,
      outbox,
      clock,
      log,
      provider: {
        queue: falQueue,
        slots: new ProviderSlots(database, 'generator', { provider: 'fal', limit: falLimit, busyPauseMs: 2_000 }),
      },
      toldAfterMs: 0, // so that every step is shown, however short
    };
    return ordersOf({ generation, upscale, animation, edit, together }, parts, { everyMs: 60_000, stopGraceMs: 8_000 });
  };
  const orders = replica();
  const engine = orders.engine(generation);
  const upscales = orders.engine(upscale);
  const animations = orders.engine(animation);
  const edits = orders.engine(edit);
  const several = orders.engine(together);
  const { dispatcher } = orders;
  const remove = new DeleteResultHandler(orders, database, storage());
  const handle =
    <Data>(handler: JobHandler<Data>) =>
    (data: Data) =>
      handler.handle(data, jobContext(postgres));
  const removes = handle<DeleteResult>(remove);
  const placed = new Map<OrderId, Promise<unknown>>();
  /** Writes the hold, as billing does before it forwards an order. */
  const held = (orderId: OrderId): Promise<unknown> => {
    const hold = placed.get(orderId) ?? postgres.fixtures.hold({ orderId });
    placed.set(orderId, hold);
    return hold;
  };
  /** Releases a hold as billing does when no settlement comes in time. */
  const forget = async (orderId: OrderId): Promise<void> => {
    await held(orderId);
    await postgres.fixtures.forgottenHold(orderId);
  };
  const app = {
    start: async (asked: StartGeneration, options: ContextOptions = {}) => {
      await held(asked.orderId);
      await engine.start(asked, jobContext(postgres, options));
    },
    finish: (hint: Omit<FinishAtProvider, 'kind'>) => engine.finish(hint),
    cancel: (asked: Omit<CancelOrder, 'kind'>, options: ContextOptions = {}) =>
      engine.cancel(asked, jobContext(postgres, options)),
    remove: (order: OrderReference) => removes({ ...order, kind: 'generation' }),
    removeOne: ({ pictureId: part, ...order }: OrderReference & { readonly pictureId: PictureId }) =>
      removes({ ...order, kind: 'generation', part }),
    mark: handle<MarkPicture>(new MarkPictureHandler()),
    keepLikeness: handle<KeepLikeness>(new KeepLikenessHandler(outbox)),
    startUpscale: async (asked: StartUpscale) => {
      await held(asked.orderId);
      await upscales.start(asked, jobContext(postgres));
    },
    startAnimation: async (asked: StartAnimation) => {
      await held(asked.orderId);
      await animations.start(asked, jobContext(postgres));
    },
    finishAnimation: (hint: Omit<FinishAtProvider, 'kind'>) => animations.finish(hint),
    removeAnimation: (order: OrderReference) => removes({ ...order, kind: 'animation' }),
    startEdit: async (asked: StartEdit) => {
      await held(asked.orderId);
      await edits.start(asked, jobContext(postgres));
    },
    finishEdit: (hint: Omit<FinishAtProvider, 'kind'>) => edits.finish(hint),
    cancelEdit: (asked: Omit<CancelOrder, 'kind'>) => edits.cancel(asked, jobContext(postgres)),
    removeEdit: (order: OrderReference) => removes({ ...order, kind: 'edit' }),
    keepEditLikeness: handle<KeepEditLikeness>(new KeepEditLikenessHandler(outbox)),
    startTogether: async (asked: StartTogether) => {
      await held(asked.orderId);
      await several.start(asked, jobContext(postgres));
    },
    finishTogether: (hint: Omit<FinishAtProvider, 'kind'>) => several.finish(hint),
    cancelTogether: (asked: Omit<CancelOrder, 'kind'>) => several.cancel(asked, jobContext(postgres)),
    removeTogether: (order: OrderReference) => removes({ ...order, kind: 'together' }),
    keepFaces: handle<KeepFaces>(new KeepFacesHandler()),
    finishUpscale: (hint: Omit<FinishAtProvider, 'kind'>) => upscales.finish(hint),
    removeUpscale: (order: OrderReference) => removes({ ...order, kind: 'upscale' }),
    cancelUpscale: (asked: Omit<CancelOrder, 'kind'>) => upscales.cancel(asked, jobContext(postgres)),
  };

  const loraUrl = await falQueue.upload(new Blob([SMALLEST_LORA]), 'lora.safetensors', 3_600);
  falQueue.uploads = 0;
  falQueue.atOnce = 0;
  const userId = newId<UserId>();
  const avatar = async (overrides: Partial<Avatar> = {}): Promise<Avatar> => {
    return postgres.fixtures.avatar({ userId, loraUrl, loraSha256: SMALLEST_LORA_SHA256, photos: 0, ...overrides });
  };

  /** Stops the person's avatars, as the trainer or an operator does. */
  const stop = (stoppedFor: FaceStop) =>
    postgres.admin.query('UPDATE trainer.avatar SET stopped_for = $2, stopped_at = now() WHERE user_id = $1', [
      userId,
      stoppedFor,
    ]);

  /** Runs three rounds of the app, after which it has nothing more to do now. */
  const work = async (): Promise<void> => {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await dispatcher.tick();
      await dispatcher.settled();
    }
  };
  /** Closes our storage until the function that this returns is called. */
  const storageGoesAway = async () => {
    const port = Number(new URL(s3.url).port);
    await s3.close();
    let reopened: Promise<S3Server> | undefined;
    const comesBack = async (): Promise<void> => {
      s3 = await (reopened ??= startS3({ ...S3_KEYS, dir: folder, port }));
    };
    afterThisTest(comesBack);
    return comesBack;
  };
  /** Moves the clock past the pause and runs the next poll. */
  const pollAgain = async (afterMs = POLL_MS): Promise<void> => {
    clock.advance(afterMs);
    await work();
  };

  const order = ({
    avatarId,
    ...overrides
  }: Partial<StartGeneration> & { readonly avatarId: AvatarId }): StartGeneration => ({
    orderId: newId<OrderId>(),
    userId,
    input: { kind: 'avatar', avatarId },
    prompt: 'космонавт на Луне, без шлема',
    aspectRatio: '3:4',
    pictureCount: 2,
    quality: 'normal',
    seed: null,
    similarTo: null,
    enhance: true,
    look: null,
    session: null,
    path: null,
    ...overrides,
  });
  const jobsOf = (orderId: OrderId) => fal.jobs({ webhook: orderId });
  const done = (orderId: OrderId, count = 1) =>
    eventually(() => {
      const jobs = jobsOf(orderId);
      return jobs.length >= count && jobs.every(({ state }) => state === 'COMPLETED') && jobs;
    }, DRAWN);
  const webhook = async (orderId: OrderId): Promise<void> => {
    const [job] = (await done(orderId)) as ReturnType<typeof jobsOf>;
    await app.finish({ orderId, requestId: job?.requestId ?? null, source: 'webhook' });
  };
  const find = async (orderId: OrderId) => {
    const found = await new GenerationReader(postgres.database).find(userId, orderId);
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  };
  const findUpscale = async (orderId: OrderId): Promise<Upscale> =>
    postgres.database.read.findOneByOrFail(Upscale, { orderId });
  const findEdit = async (orderId: OrderId): Promise<Edit> => postgres.database.read.findOneByOrFail(Edit, { orderId });
  const findAnimation = async (orderId: OrderId): Promise<Animation> =>
    postgres.database.read.findOneByOrFail(Animation, { orderId });
  const findTogether = async (orderId: OrderId): Promise<Together> =>
    postgres.database.read.findOneByOrFail(Together, { orderId });
  /** A square picture that was delivered to the person and is in storage. */
  const picture = async (): Promise<InputOf<'picture'> & { readonly filePath: string }> => {
    const { orderId, userId: owner } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
    const place = pictureKey(owner, orderId, 0, 'jpg');
    const side = Math.round(1024 * share);
    const drawn = { width: side, height: side, channels: 3, background: 'teal' } as const;
    await storage().put(place, await sharp({ create: drawn }).jpeg().toBuffer(), { contentType: 'image/jpeg' });
    const { id: pictureId, filePath } = await postgres.fixtures.picture({ orderId, filePath: toReference(place) });
    return { kind: 'picture', orderId, pictureId, filePath: filePath! };
  };
  /** A photo of a woman that its owner has sent, as the input of an order. */
  const sentPhoto = async (owner = userId): Promise<InputOf<'photo'>> => {
    const photoId = newId<PhotoId>();
    const [selfie] = await drawnSelfies(13, 1, 'woman');
    await storage().put(sentPhotoKey(owner, photoId), selfie!, { contentType: 'image/jpeg' });
    return { kind: 'photo', photoId };
  };
  /** The messages of an order to other apps, without progress and without questions to the trainer. */
  const said = async (orderId: OrderId): Promise<WrittenMessage[]> =>
    (await postgres.outboxOf('generator')).filter(
      ({ receiver, job, payload }) =>
        receiver !== 'avatar-trainer' && job !== 'show-progress' && payload['orderId'] === orderId,
    );
  const asked = async (orderId: OrderId): Promise<WrittenMessage[]> =>
    (await postgres.outboxOf('generator')).filter(
      ({ receiver, payload }) => receiver === 'avatar-trainer' && payload['orderId'] === orderId,
    );
  const shown = async (orderId: OrderId) =>
    (await postgres.outboxOf('generator'))
      .filter(({ job, payload }) => job === 'show-progress' && payload['orderId'] === orderId)
      .map(({ payload }) => payload);

  return {
    postgres,
    clock,
    /**
     * Calls an order back while our storage is away, and lets the storage come back a minute later. Expects that meanwhile no model is asked
     * and nothing is said.
     */
    outlastsStorage: async (
      orderId: OrderId,
      isCalledBack: () => Promise<unknown>,
      poll = pollAgain,
    ): Promise<void> => {
      const before = openAi.requests().length;
      const comesBack = await storageGoesAway();
      await isCalledBack();
      await poll(60_000);
      expect([openAi.requests().length - before, await said(orderId)]).toEqual([0, []]);
      await comesBack();
      await poll(60_000);
    },
    app,
    engine,
    replica,
    forgetLoraLinks: new ForgetLoraLinks(new LoraLinkStore(database), log),
    forgetPrompts: new ForgetPrompts(new PromptStore(database), log),
    avatar,
    stop,
    order,
    held,
    forget,
    work,
    tick: () => dispatcher.tick(),
    pollAgain,
    jobsOf,
    done,
    webhook,
    find,
    findUpscale,
    findAnimation,
    findEdit,
    findTogether,
    picture,
    sentPhoto,
    said,
    asked,
    shown,
    logged,
    userId,
    loraUrl,
    uploads: () => falQueue.uploads,
    uploadsAtOnce: () => falQueue.atOnce,
  };
};

/** The messages about an ended order: `settled` goes to billing, `explained` and `delivered` go to the gateway. */
export const settled = (
  orderId: OrderId,
  delivered: number,
  of: number,
  reason: string | null,
  kind: OrderKind = 'generation',
) =>
  expect.objectContaining({
    receiver: 'billing',
    job: 'settle-hold',
    payload: expect.objectContaining({ orderId, kind, delivered, of, reason }),
  });
export const explained = (orderId: OrderId, code: string) =>
  expect.objectContaining({ job: 'explain-failure', payload: expect.objectContaining({ orderId, code }) });
export const delivered = (orderId: OrderId, kind: OrderKind = 'generation') =>
  expect.objectContaining({
    receiver: 'bot-gateway',
    job: 'deliver-result',
    payload: expect.objectContaining({ orderId, kind }),
  });
