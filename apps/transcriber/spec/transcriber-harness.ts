import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { CancelOrder, DeleteResult } from '@aisha/contracts';
import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import type { MeasureRecording } from '@aisha/contracts/transcriber';
import type { AppError, OrderId, SourceId, UserId } from '@aisha/domain';
import { minutesOf, type Segment, speechUnits } from '@aisha/kinds';
import type { StartTranscription } from '@aisha/kinds/messages';
import { Recording } from '@aisha/kinds/tables';
import { startFal, type FakeFal } from '@aisha/fakes/fal';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { Outbox } from '@aisha/messaging';
import { DeleteResultHandler, ordersOf, type OrderReference } from '@aisha/orders';
import { newId, parseConfig } from '@aisha/platform';
import { FalHttpQueue, FalSpeechRecognizer, ModelsAtFal } from '@aisha/providers/fal';
import { OpenAiCalls, OpenAiConfig, OpenAiSpeechRecognizer } from '@aisha/providers/openai';
import type { RecognizedSpeech, Speech } from '@aisha/providers/ports';
import {
  fromReference,
  incomingRecordingKey,
  S3ObjectStore,
  sourceKey,
  StorageConfig,
  type StoredObject,
} from '@aisha/storage';
import { type ContextOptions, eventually, jobContext, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { byHand, partsOf } from './one-process';
import { FfmpegAudioTool } from '../src/audio/ffmpeg-audio-tool';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import { ForgetRecordings } from '../src/recordings/forget-recordings';
import { Recognizers } from '../src/recognizers/recognizers';
import { RecordingStore } from '../src/recordings/recording.store';
import { RecordingWriter } from '../src/recordings/recording.writer';
import { RequestLimitStore, type RequestLimitSettings } from '../src/recordings/request-limit.store';
import { MeasureRecordingHandler } from '../src/sources/measure-recording.handler';
import { SourceStore } from '../src/sources/source.store';
import { TranscriptionWork, transcriptionPolicy } from '../src/recordings/transcription.work';

/** The length of a piece in tests: ten seconds instead of two minutes, so that short sounds are cut as long ones are. */
const PIECE_SECONDS = 10;
/**
 * The length in seconds of a recording that becomes three pieces of 10 s, 10 s and 5 s. Some of its words are heard in two pieces, and it
 * has five units of speech.
 */
export const LONG = 25;
/** A lease so long that no process renews it within a test. A process whose work hangs can then be treated as dead. */
export const LEASE_MS = 600_000;
const KEY = 'sk-test';
const FAL_KEY = 'id:secret';
const S3_KEYS = { accessKey: 'test', secretKey: 'transcriber-secret' };
const binaries = findFfmpeg({}, process.env['PATH'] ?? '');

/** A storage that lets a test act before a recording is stored or read, and before a transcript's text is stored. */
export class WatchedStore extends S3ObjectStore {
  beforeSource: () => Promise<void> = () => Promise.resolve();
  beforeSound: () => Promise<void> = () => Promise.resolve();
  beforeText: () => Promise<void> = () => Promise.resolve();

  override async get(...[target]: Parameters<S3ObjectStore['get']>): ReturnType<S3ObjectStore['get']> {
    if (target.key.startsWith('sources/')) await this.beforeSound();
    return super.get(target);
  }

  override async put(...[target, ...content]: Parameters<S3ObjectStore['put']>): Promise<void> {
    if (target.key.startsWith('sources/')) await this.beforeSource();
    if (target.key.startsWith('transcripts/')) await this.beforeText();
    await super.put(target, ...content);
  }
}

/** OpenAI, FAL and S3 over HTTP, the same for every test of a file that imports this. */
export let openAi: FakeOpenAi;
export let fal: FakeFal;
let s3: S3Server;
let folder: string;
let objects: WatchedStore;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-transcriber-'));
  [openAi, fal, s3] = await Promise.all([
    startOpenAi({ key: KEY }),
    startFal({ key: FAL_KEY }),
    startS3({ ...S3_KEYS, dir: path.join(folder, 's3') }),
  ]);
  objects = new WatchedStore(
    parseConfig(StorageConfig, {
      MINIO_ENDPOINT: s3.url,
      MINIO_ACCESS_KEY: S3_KEYS.accessKey,
      MINIO_SECRET_KEY: S3_KEYS.secretKey,
    }),
  );
  await objects.ensureBuckets();
});
afterEach(() => {
  openAi.faults.clear();
  fal.faults.clear();
  objects.beforeSource = objects.beforeSound = objects.beforeText = () => Promise.resolve();
});
afterAll(async () => {
  await Promise.all([openAi.close(), fal.close(), s3.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A sound of this many seconds as Ogg with Opus, which ffmpeg generates. */
export function sound(seconds: number, source = `sine=frequency=300:sample_rate=16000:duration=${seconds}`): Buffer {
  const file = path.join(folder, 'made.ogg');
  // The quickest encoding, because nobody listens: it takes a quarter of the time.
  const opus = ['-c:a', 'libopus', '-compression_level', '0'];
  execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...opus, file]);
  return readFileSync(file);
}
export const silence = (seconds: number): Buffer =>
  sound(seconds, `anullsrc=r=16000:cl=mono,atrim=duration=${seconds}`);

/** A client of OpenAI whose requests wait before they are sent, at a door that the test opens. */
class Doorkeeper extends OpenAiSpeechRecognizer {
  /** How many requests have come to the door; and the most requests that had passed the door and had no answer yet at the same time. */
  came = 0;
  mostAtOnce = 0;
  /** How many waiting requests were given up. */
  givenUp = 0;
  private beyond = 0;
  private letIn = Infinity;
  private first = Infinity;
  private waiting: (() => void)[] = [];

  /** Lets this many more requests through; later ones wait, like requests that are never answered. */
  shutAfter(requests: number): void {
    this.letIn = requests;
  }

  /** Lets only the first pieces of a recording through. The pieces may come to the door in any order. */
  shutAfterPiece(pieces: number): void {
    this.first = pieces;
  }

  open(): void {
    this.letIn = this.first = Infinity;
    for (const enter of this.waiting.splice(0)) enter();
  }

  override async transcribe(file: Buffer, speech: Speech): Promise<RecognizedSpeech> {
    this.came += 1;
    this.beyond += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.beyond);
    try {
      await this.entered(speech);
      return await super.transcribe(file, speech);
    } finally {
      this.beyond -= 1;
    }
  }

  private entered({ signal, onBehalf }: Speech): Promise<void> {
    const isOfFirst = Number(onBehalf.piece?.replace('part-', '')) < this.first;
    if (this.letIn > 0 && isOfFirst) {
      this.letIn -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.givenUp += 1;
        reject(new Error('aborted'));
      };
      if (signal?.aborted) return giveUp(); // on a slow machine the request may arrive after the abort
      this.waiting.push(resolve);
      signal?.addEventListener('abort', giveUp);
    });
  }
}

export interface Asked {
  readonly recording?: Buffer;
  /** The paid units; by default the units of the recording's speech. */
  readonly units?: number;
  readonly userId?: UserId;
}

/**
 * The transcriber without Nest: on a real Postgres in its own role, with ffmpeg, the S3 protocol, and OpenAI over HTTP. Its clock stands
 * still until the test moves it.
 */
export async function onTranscriber({
  leaseMs = LEASE_MS,
  model = 'gpt-transcribe',
  limit = { perMinute: 100_000 } as RequestLimitSettings,
  freeWorkCents = 10_000,
  /** The models that transcribe recordings, in this order. */
  recognizers = ['openai'] as readonly ('xai' | 'scribe' | 'openai')[],
  falPatienceMs = 60_000,
} = {}) {
  const postgres = await onPostgres('transcriber');
  const { database } = postgres;
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();
  const store = new RecordingStore(database);
  const sources = new SourceStore(database);
  const calls = new OpenAiCalls(
    parseConfig(OpenAiConfig, { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.url }),
    partsOf(database, clock).calls,
  );
  const queue = new FalHttpQueue({ key: FAL_KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const models = new ModelsAtFal();
  const atFal = (endpoint: string) => {
    const pace = { pollMs: 5, patienceMs: falPatienceMs };
    const listener = models.at('write-down', endpoint)!;
    return new FalSpeechRecognizer(queue, partsOf(database, clock).calls, models, listener, pace);
  };
  const audio = new FfmpegAudioTool(binaries);
  const measuring = new MeasureRecordingHandler(sources, audio, objects, new Outbox('transcriber'), log);

  /** Starts a process of the app, which stops after the test. A second process is a second replica. */
  const replica = ({ stopGraceMs = 100, pieceSeconds = PIECE_SECONDS } = {}) => {
    const door = new Doorkeeper(calls, model);
    const turns = new RequestLimitStore(database, limit);
    const known = {
      openai: door,
      xai: atFal('xai/speech-to-text/v1'),
      scribe: atFal('fal-ai/elevenlabs/speech-to-text/scribe-v2'),
    };
    const inTurn = new Recognizers(
      recognizers.map((name) => known[name]),
      { plain: pieceSeconds, withSpeakers: pieceSeconds },
    );
    const writer = new RecordingWriter(objects, audio, inTurn, turns, log);
    const transcription = new TranscriptionWork(store, writer, sources, clock, {
      piecesAtOnce: 2,
      policy: { ...transcriptionPolicy, leaseMs },
    });
    const parts = partsOf(database, clock, log, freeWorkCents);
    const orders = ordersOf({ transcription }, parts, { everyMs: 60_000, stopGraceMs });
    const engine = orders.engine(transcription);
    return {
      door,
      ...byHand(orders),
      start: (asked: StartTranscription, options: ContextOptions = {}) =>
        engine.start(asked, jobContext(postgres, options)),
      giveUpStart: (asked: StartTranscription, error: AppError) =>
        database.transaction((tx) => engine.giveUpStart(asked, error, tx)),
      cancel: ({ orderId, userId, isWithdrawn = false }: Omit<CancelOrder, 'kind'>) =>
        engine.cancel({ orderId, userId, isWithdrawn }, jobContext(postgres)),
      deletes: (asked: Omit<DeleteResult, 'kind'>) =>
        new DeleteResultHandler(orders, database, objects).handle(
          { ...asked, kind: 'transcription' },
          jobContext(postgres),
        ),
      giveUpCancel: ({ orderId, userId }: OrderReference) =>
        database.transaction((tx) => engine.giveUpCancel({ orderId, userId }, tx)),
    };
  };
  const app = replica();

  const sent = async (job: string): Promise<Record<string, unknown>[]> =>
    (await postgres.outboxOf('transcriber')).filter((written) => written.job === job).map(({ payload }) => payload);

  /** Stores a recording as if the bot had fetched it, and returns the message about it. */
  const arrives = async (recording: Buffer, userId = newId<UserId>()): Promise<MeasureRecording> => {
    const job = { userId, sourceId: newId<SourceId>() };
    await objects.put(incomingRecordingKey(job.userId, job.sourceId), recording, { contentType: 'audio/ogg' });
    return job;
  };
  const isThere = (file: StoredObject): Promise<boolean> =>
    objects.head(file).then(
      () => true,
      () => false,
    );

  /** Orders the transcript of a measured recording, as billing does once the credits are held: with the message that begins an order. */
  const order = async ({ recording = sound(3), units, userId }: Asked = {}): Promise<StartTranscription> => {
    const source = await arrives(recording, userId);
    await measuring.handle(source, jobContext(postgres));
    const told = (await sent('show-recording')) as unknown as ShowRecording[];
    const { measured } = told.find(({ sourceId }) => sourceId === source.sourceId)!;
    const paid = units ?? speechUnits(measured!.speech);
    const orderId = newId<OrderId>();
    await postgres.fixtures.hold({ orderId, kind: 'transcription', item: 'transcription.speech', units: paid });
    return { ...source, orderId, speechUnits: paid, minutes: minutesOf(measured!.seconds) };
  };

  return {
    ...app,
    postgres,
    clock,
    log,
    logged,
    replica,
    arrives,
    measuring,
    order,
    sent,
    objects,
    isThere,
    /** An order of three pieces whose process dies when `pieces` of them are transcribed. */
    async deadWorkersOrder(pieces: number): Promise<StartTranscription> {
      const asked = await order({ recording: sound(LONG) });
      const dying = replica();
      dying.door.shutAfterPiece(pieces);
      await dying.start(asked);
      await dying.tick();
      await untilCame(dying.door, Math.min(3, pieces + 2));
      await untilWritten(asked.orderId, pieces);
      return asked;
    },
    recording: (orderId: OrderId) => database.read.findOneByOrFail(Recording, { orderId }),
    written: (orderId: OrderId) => writtenOf(orderId),
    untilWritten: (orderId: OrderId, pieces: number) => untilWritten(orderId, pieces),
    transcripts: () =>
      postgres.admin.query<{
        content: string;
        segments: Segment[];
        language: string | null;
        state: string;
        documentPath: string;
      }>(
        `SELECT content, segments, language, state, document_path AS "documentPath"
           FROM transcriber.transcript JOIN transcriber.recording USING (order_id)`,
      ),
    pieces: () => postgres.admin.query('SELECT segments FROM transcriber.piece'),
    /** The text of a delivered document. */
    document: async (reference: unknown): Promise<string> =>
      (await objects.getBuffer(fromReference(String(reference)), { maxBytes: 10_000 })).toString('utf8'),
    /** How an order ended: its settlements, how often it was delivered, and the failures that were explained to the person. */
    async endOf(orderId: OrderId) {
      const of = (payloads: Record<string, unknown>[]) => payloads.filter((payload) => payload['orderId'] === orderId);
      return {
        settled: of(await sent('settle-hold')).map(({ delivered, of: ordered, reason }) => ({
          delivered,
          of: ordered,
          reason,
        })),
        documents: of(await sent('deliver-result')).length,
        explained: of(await sent('explain-failure')).map(({ code }) => code),
      };
    },
    forgetRecordings: new ForgetRecordings(database, store, objects, clock, log),
    /** Whether the recording of an order is still stored. */
    isKept: ({ userId, sourceId }: StartTranscription) => isThere(sourceKey(userId, sourceId)),
  };

  async function writtenOf(orderId: OrderId): Promise<number> {
    return (await store.pieces(orderId)).filter(({ segments }) => segments !== null).length;
  }
  async function untilWritten(orderId: OrderId, pieces: number): Promise<void> {
    await eventually(async () => (await writtenOf(orderId)) === pieces);
  }
}

/** Waits until at least this many requests have come to the door. More may come between two checks, so the number need not be exact. */
export const untilCame = (door: { readonly came: number }, requests: number): Promise<unknown> =>
  eventually(() => door.came >= requests);

/** The tens of seconds of a recording in which speech was found: 0 stands for the first ten seconds, 1 for the next ten, and so on. */
export const tensOf = ({ segments }: { readonly segments: readonly Segment[] }): number[] => [
  ...new Set(segments.map(({ startsAt }) => Math.floor(startsAt / 10))),
];

/** How many requests for transcripts OpenAI has got since the fake began. */
export const transcriptions = (): number =>
  openAi.requests().filter((request) => request.path.includes('transcriptions')).length;

/**
 * How many seconds of sound the requests for transcripts have, from the request with this index on. The sound is MP3 of 32 kbit a second.
 */
export const secondsSent = (from: number): number =>
  openAi
    .requests()
    .filter((request) => request.path.includes('transcriptions'))
    .slice(from)
    .map(({ body }) => Number(/^(\d+) bytes$/.exec((body as { readonly file: string }).file)?.[1]) / 4_000)
    .reduce((sum, seconds) => sum + seconds, 0);

/** The hints that the last request contains besides the sound. */
export const lastHints = (): unknown =>
  openAi.requests().findLast((request) => request.path.includes('transcriptions'))?.body;
