import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import sharp from 'sharp';
import type { Payload } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { OperatorActs } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { Avatar, AvatarPhoto, AvatarReader } from '@aisha/database/trainer';
import type { AvatarId, OrderId, PhotoId, UserId } from '@aisha/domain';
import { Training } from '@aisha/kinds/tables';
import { avatarPhotoKey, S3ObjectStore, StorageConfig, toReference } from '@aisha/storage';
import {
  afterThisTest,
  type ContextOptions,
  freeWorkOf,
  jobContext,
  ManualClock,
  onPostgres,
  readableLog,
} from '@aisha/testing';
import { startFal, type FalOptions } from '@aisha/fakes/fal';
import { startS3 } from '@aisha/fakes/s3';
import { Outbox, type JobHandler } from '@aisha/messaging';
import { costsOf, DeleteResultHandler, ordersOf, ProviderSlots, ReferencePhotos, type Parts } from '@aisha/orders';
import { Logger, newId, parseConfig } from '@aisha/platform';
import { ModelCatalogue, shippedCatalogue } from '@aisha/providers/catalogue';
import { FalFiles, FalHttpQueue, FalImageModels, FalTrainer, ModelsAtFal } from '@aisha/providers/fal';
import { AvatarStore } from '../src/avatars/avatar.store';
import { ChooseMainAvatarHandler } from '../src/avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from '../src/photo-set/create-avatar.handler';
import { AvatarRemoval, DeleteAvatarHandler } from '../src/avatars/delete-avatar.handler';
import { RenameAvatarHandler } from '../src/avatars/rename-avatar.handler';
import { SayFaceOwnerHandler } from '../src/avatars/say-face-owner.handler';
import { Coach } from '../src/coach/coach';
import { DrawPhotoMapHandler } from '../src/photo-map/draw-photo-map.handler';
import { AvatarFaces } from '../src/likeness/avatar-faces';
import { FaceMeasure } from '../src/likeness/face-measure';
import { LoraProbe, TrialPictures } from '../src/likeness/lora-probe';
import { MeasureEditHandler } from '../src/edits/measure-edit.handler';
import { MatchFacesHandler } from '../src/together/match-faces.handler';
import { MeasureLikenessHandler } from '../src/likeness/measure-likeness.handler';
import { CheckPhotoHandler } from '../src/photo-queue/check-photo.handler';
import { ChooseMainPhotoHandler } from '../src/photo-set/choose-main-photo.handler';
import { ConfirmPersonHandler } from '../src/photo-set/confirm-person.handler';
import { PhotoCheck } from '../src/photo-check/photo-check';
import { DECODER_LIMITS, PhotoDecoder } from '../src/photo-check/photo-decoder';
import { PhotoJudge } from '../src/photo-queue/photo-judge';
import { PhotoQueue } from '../src/photo-queue/photo-queue';
import { PhotoSet } from '../src/photo-set/photo-set';
import { PhotoStore } from '../src/avatars/photo.store';
import { ShrinkPhotoHandler } from '../src/sent-photos/shrink-photo.handler';
import { RemovePhotoHandler } from '../src/photo-set/remove-photo.handler';
import { PHOTO_RULES } from '../src/photo-check/rules';
import { WaitingPhotoStore } from '../src/photo-queue/waiting-photo.store';
import { Dataset } from '../src/training/dataset';
import { LoraCopy } from '../src/training/lora-copy';
import { TrainingWork } from '../src/training/training.work';
import { CheckSelfieHandler } from '../src/selfies/check-selfie.handler';
import { FaceProofs } from '../src/selfies/face-proofs';
import { KnownFaceStore } from '../src/whose-face/known-face.store';
import { FaceStops } from '../src/whose-face/face-stops';
import {
  CloseReportHandler,
  FreeAvatarHandler,
  StopAvatarHandler,
} from '../src/operated-reports/operate-reports.handlers';
import { ReportMisuseHandler } from '../src/reports/report-misuse.handler';
import { ReportStore } from '../src/reports/report.store';
import { ReportedFaces } from '../src/reports/reported-faces';
import { SelfieStore } from '../src/whose-face/selfie.store';
import { SentFaces } from '../src/whose-face/sent-faces';
import { SetFaces } from '../src/whose-face/set-faces';

export const S3_KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };
/** The address for callbacks by default. No server listens there: a test hands callbacks to the handler itself. */
const NOBODY = 'http://127.0.0.1:9/status_update';
/** How fast the fake works: a training of 1000 steps, which takes 160 s at FAL, takes a sixth of a second. */
const QUICK = { queue: 0.001, training: 0.001, webhooks: 0.01 };
export const TIMEOUT_MS = 90 * 60_000;

/**
 * A decoder with a single child process, because the workers of the test run share the cores. The child process analyses each photo once for
 * all runs; specs of the analysis itself make a decoder of their own.
 */
export const decoder = new PhotoDecoder(
  Logger.silent(),
  { ...DECODER_LIMITS, children: 1 },
  path.join(__dirname, 'remembering-decoder.child.mjs'),
);
afterAll(() => decoder.beforeApplicationShutdown());

type Jobs = (typeof avatarTrainerInbox)['jobs'];
/** The jobs that `do` handles: all but those that are the same in every worker and have specs of their own. */
type HandledHere = Exclude<keyof Jobs, 'list-person' | 'forget-person' | 'decide-dead-letter'>;
interface TrainerOptions {
  readonly fal?: Partial<FalOptions>;
  /** The value of FAL_CONCURRENCY. */
  readonly concurrency?: number;
  /** The address at which FAL calls back; no server listens there by default. */
  readonly webhook?: string;
  /** The value of FREE_WORK_DAILY_CENTS. */
  readonly freeWorkCents?: number;
  /** The id of the trainer's model that the catalogue names first. An operator's file may change which model that is. */
  readonly trainedBy?: string;
  /** The value of LORA_PROBE. */
  readonly probes?: boolean;
}

/** avatar-trainer on a real Postgres, an S3 and FAL's fake over HTTP. Its clock stands still until the test moves it. */
export async function onTrainer({
  fal: falOptions,
  concurrency = 2,
  webhook = NOBODY,
  freeWorkCents = 10_000,
  probes = true,
  trainedBy,
}: TrainerOptions = {}) {
  const postgres = await onPostgres('trainer');
  const { database, admin } = postgres;
  const fal = await startFal({ key: 'key', timeScale: QUICK, ...falOptions });
  afterThisTest(() => fal.close());
  const { storage, s3Url, s3Faults } = await onS3();
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();

  const holds = new Map<string, Promise<unknown>>();
  /** Writes the hold of an order, as billing does before it forwards the order. */
  const held = (orderId: OrderId): Promise<unknown> => {
    const hold = holds.get(orderId) ?? postgres.fixtures.hold({ orderId, kind: 'training', item: 'training.fast' });
    holds.set(orderId, hold);
    return hold;
  };

  /** Starts a process of the app with this many slots at FAL; a second process is a second replica. */
  const replica = (slots = concurrency) => {
    const outbox = new Outbox('trainer');
    const queue = new FalHttpQueue(
      { key: 'key', queueUrl: fal.queueUrl, restUrl: fal.restUrl },
      { submitMs: 30_000, askMs: 15_000, uploadMs: 10_000 },
    );
    const reader = new AvatarReader(database);
    const avatars = new AvatarStore();
    const coach = new Coach(outbox);
    const photos = new PhotoStore();
    const files = new FalFiles([fal.cdnHost]);
    const falTrainer = new FalTrainer(queue, files, new ModelsAtFal(catalogueWithFirst(trainedBy)));
    const faces = new AvatarFaces(database);
    const measure = new FaceMeasure(storage, decoder);
    const references = new ReferencePhotos(reader, queue, storage);
    const training = new TrainingWork(
      { timeoutMs: TIMEOUT_MS, pollMs: 5_000, leaseMs: 300 },
      avatars,
      new Dataset(storage, falTrainer),
      new LoraCopy(falTrainer, storage, log),
      {
        reader,
        trainer: falTrainer,
        callbacks: { urlOf: ({ orderId }) => `${webhook}?order=${orderId}` },
        probe: new LoraProbe(faces, measure, new TrialPictures(new FalImageModels(files), references), log, {
          isOn: probes,
        }),
        clock,
      },
    );
    const parts: Parts = {
      schema: 'trainer',
      database,
      holds: new HoldReader(database),
      ...costsOf({ schema: 'trainer', database, clock, log }, freeWorkOf(freeWorkCents)),
      outbox,
      clock,
      log,
      provider: {
        queue,
        slots: new ProviderSlots(database, 'trainer', { provider: 'fal', limit: slots, busyPauseMs: 2_000 }),
      },
      toldAfterMs: 0, // so that every step is shown, however short
    };
    const orders = ordersOf({ training }, parts, { everyMs: 60_000, stopGraceMs: 8_000 });
    const { dispatcher } = orders;
    const engine = orders.engine(training);
    const work = async (): Promise<void> => {
      for (let rounds = 0; rounds < 3; rounds += 1) {
        await dispatcher.tick();
        await dispatcher.settled();
      }
    };
    const [known, selfies, reports] = [new KnownFaceStore(), new SelfieStore(), new ReportStore()];
    const acts = new OperatorActs('trainer');
    const stops = new FaceStops(avatars, photos, known, selfies, outbox);
    const setFaces = new SetFaces(avatars, photos, known, selfies, log);
    const reportedFaces = new ReportedFaces(avatars, photos, selfies, stops, database);
    const proofs = new FaceProofs(avatars, photos, selfies, known);
    const photoSet = new PhotoSet(avatars, photos, outbox, coach, setFaces);
    const waiting = new WaitingPhotoStore(database);
    const photoJudge = new PhotoJudge(reader, new PhotoCheck(decoder, PHOTO_RULES), storage);
    const photoQueue = new PhotoQueue(database, waiting, photoJudge, photoSet, log);
    /** Checks every photo whose turn has come. */
    const checkPhotos = async (): Promise<void> => {
      const open =
        'SELECT 1 FROM trainer.waiting_photo WHERE not_before <= now() AND (lease_until IS NULL OR lease_until < now())';
      while ((await database.read.query<unknown[]>(open)).length > 0) {
        await photoQueue.tick();
        await photoQueue.settled();
      }
    };
    const handlers: { [K in HandledHere]: JobHandler<InstanceType<Jobs[K]>> } = {
      'create-avatar': new CreateAvatarHandler(avatars, photoSet, storage),
      'rename-avatar': new RenameAvatarHandler(avatars),
      'say-face-owner': new SayFaceOwnerHandler(avatars),
      'choose-main-avatar': new ChooseMainAvatarHandler(avatars),
      'delete-avatar': new DeleteAvatarHandler(new AvatarRemoval(avatars, engine, outbox, clock), storage, database),
      'check-photo': new CheckPhotoHandler(waiting, photoQueue, photoSet),
      'remove-photo': new RemovePhotoHandler(database, photoSet, storage),
      'choose-main-photo': new ChooseMainPhotoHandler(photoSet),
      'confirm-person': new ConfirmPersonHandler(photoSet),
      'draw-photo-map': new DrawPhotoMapHandler(database, avatars, storage, outbox),
      'measure-edit': new MeasureEditHandler(measure, outbox, log),
      'match-faces': new MatchFacesHandler(faces, measure, outbox, log),
      'measure-likeness': new MeasureLikenessHandler(faces, measure, avatars, outbox, log),
      'report-misuse': new ReportMisuseHandler(decoder, storage, reports, reportedFaces, outbox),
      'stop-avatar': new StopAvatarHandler(acts, stops, reports, outbox, log),
      'free-avatar': new FreeAvatarHandler(acts, stops, reports, log),
      'close-report': new CloseReportHandler(acts, known, reports, outbox, log),
      'check-selfie': new CheckSelfieHandler(decoder, storage, proofs, outbox),
      'shrink-photo': new ShrinkPhotoHandler(decoder, new SentFaces(database, faces, known, decoder), storage, outbox),
      'start-training': {
        handle: (start, context) => engine.start(start, context),
        giveUp: (start, error, tx) => engine.giveUpStart(start, error, tx),
      },
      'delete-result': new DeleteResultHandler(orders, database, storage),
      'finish-order': { handle: (hint) => engine.finish(hint) },
      'cancel-order': {
        handle: (asked, context) => engine.cancel(asked, context),
        giveUp: (asked, _error, tx) => engine.giveUpCancel(asked, tx),
      },
      'operate-order': { handle: (asked) => engine.operate(asked) },
    };
    return {
      /** Lets the app work until it has nothing more to do now. */
      work,
      /** Lets the app work by itself on everything that arrives from now on, as the running app does. */
      worksByItself: () => {
        for (const loop of [dispatcher, photoQueue]) {
          loop.onApplicationBootstrap();
          afterThisTest(() => loop.beforeApplicationShutdown());
        }
      },
      /** Runs one round of the dispatcher, which polls orders and begins those that are next. */
      tick: () => dispatcher.tick(),
      settled: () => dispatcher.settled(),
      /**
       * Hands the app a message, as its inbox would; an order also gets its hold first, and a photo its check. Two calls with one
       * `messageId` deliver the same message twice.
       */
      do: async <K extends HandledHere>(
        job: K,
        payload: Payload<InstanceType<Jobs[K]>>,
        options: ContextOptions = {},
      ) => {
        if (job === 'start-training' && 'orderId' in payload) await held(payload.orderId as OrderId);
        await handlers[job].handle(payload as InstanceType<Jobs[K]>, jobContext(postgres, options));
        if (job === 'check-photo') await checkPhotos();
      },
      checkPhotos,
      /** Writes a photo into the queue without checking it. */
      receivePhoto: (photo: Payload<InstanceType<Jobs['check-photo']>>) =>
        handlers['check-photo'].handle(photo as InstanceType<Jobs['check-photo']>, jobContext(postgres)),
      giveUp: <K extends HandledHere>(
        job: K,
        payload: Payload<InstanceType<Jobs[K]>>,
        error: Parameters<NonNullable<JobHandler<object>['giveUp']>>[1],
      ) => database.transaction((tx) => handlers[job].giveUp!(payload as InstanceType<Jobs[K]>, error, tx)),
    };
  };

  const sent = async (job: string): Promise<Record<string, unknown>[]> =>
    (await postgres.outboxOf('trainer')).filter((message) => message.job === job).map(({ payload }) => payload);

  return {
    ...postgres,
    ...replica(),
    replica,
    fal,
    storage,
    s3Url,
    /** Has the storage refuse to remove files, until the function that it returns is called. */
    refusesRemovals: () => {
      const id = s3Faults.add({ on: 'remove', kind: '403', forMs: 60_000 });
      return () => void s3Faults.remove(id);
    },
    clock,
    logged,
    sent,
    avatar: (id: AvatarId) =>
      database.read.createQueryBuilder(Avatar, 'avatar').addSelect('avatar.loraUrl').where({ id }).getOneOrFail(),
    photos: (avatarId: AvatarId) => database.read.find(AvatarPhoto, { where: { avatarId }, order: { id: 'ASC' } }),
    training: (orderId: OrderId) => database.read.findOneByOrFail(Training, { orderId }),

    /** An avatar whose photos lie in storage, ready to be trained. */
    async readyAvatar(overrides: Partial<Avatar> = {}): Promise<Avatar> {
      const avatar = await postgres.fixtures.avatar({ status: 'ready_for_training', photos: 0, ...overrides });
      for (let shade = 0; shade < 10; shade += 1) {
        const key = avatarPhotoKey(avatar.userId, avatar.id, newId<PhotoId>());
        await storage.put(key, await square(shade), { contentType: 'image/jpeg' });
        await postgres.fixtures.photo({ avatarId: avatar.id, filePath: toReference(key) });
      }
      return avatar;
    },

    /** The message that billing forwards once the credits are held. */
    orderOf: ({ id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>) => ({
      orderId: newId<OrderId>(),
      userId,
      avatarId,
      preset: 'fast' as const,
    }),

    /** Releases a hold as billing does when no settlement comes in time. */
    async forget(orderId: OrderId): Promise<void> {
      await held(orderId);
      await postgres.fixtures.forgottenHold(orderId);
    },

    /** How the credits of an order ended, how often its result was announced, and with which codes its failure was explained. */
    async endOf(orderId: OrderId) {
      const of = (payloads: Record<string, unknown>[]) => payloads.filter((payload) => payload['orderId'] === orderId);
      return {
        settled: of(await sent('settle-hold')).map(({ delivered, reason }) => ({ delivered, reason })),
        announced: of(await sent('deliver-result')).length,
        explained: of(await sent('explain-failure')).map(({ code }) => code),
      };
    },
    admin,
  };
}

/** The shipped catalogue, with this model first among the models for the same work. Without an id the catalogue is unchanged. */
const catalogueWithFirst = (id: string | undefined): ModelCatalogue => {
  const { all } = shippedCatalogue();
  return new ModelCatalogue(
    all.map((model) => (id === undefined ? model : { ...model, place: model.id === id ? 0 : 9 })),
  );
};

export type Trainer = Awaited<ReturnType<typeof onTrainer>>;

/** A small picture. Pictures of different shades look different. */
export const square = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 20 * shade, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer();

export const newOwner = () => ({ userId: newId<UserId>(), avatarId: newId<AvatarId>() });

async function onS3() {
  const dir = await mkdtemp(path.join(tmpdir(), 'aisha-trainer-'));
  const s3 = await startS3({ ...S3_KEYS, dir });
  afterThisTest(async () => {
    await s3.close();
    await rm(dir, { recursive: true, force: true });
  });
  const storage = new S3ObjectStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: s3.url,
      MINIO_ACCESS_KEY: S3_KEYS.accessKey,
      MINIO_SECRET_KEY: S3_KEYS.secretKey,
    }),
  );
  await storage.ensureBuckets();
  return { storage, s3Url: s3.url, s3Faults: s3.faults };
}
