import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { SampleVoice } from '@aisha/contracts/transcriber';
import { SentText } from '@aisha/database/transcriber';
import { AppError, type OrderId, type TextId, type UserId } from '@aisha/domain';
import { speechPartsOf } from '@aisha/kinds';
import type { StartSpeech } from '@aisha/kinds/messages';
import { Speech, SpeechPiece } from '@aisha/kinds/tables';
import { fromReference, S3ObjectStore, StorageConfig } from '@aisha/storage';
import { freeWorkOf, jobContext, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { startFal, type FakeFal } from '@aisha/fakes/fal';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { costsOf, DeleteResultHandler, ordersOf, type OrderReference } from '@aisha/orders';
import { newId, parseConfig } from '@aisha/platform';
import { FalFiles, FalHttpQueue, FalSpeechSynthesizer, ModelsAtFal } from '@aisha/providers/fal';
import { OpenAiCalls, OpenAiConfig, OpenAiModerator, OpenAiSpeechSynthesizer } from '@aisha/providers/openai';
import type { Reading, SpeechRequest, SpeechSynthesizer } from '@aisha/providers/ports';
import { byHand, partsOf } from './one-process';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import { RATE, SpeechAudio } from '../src/audio/speech-audio';
import { ForgetSpeech } from '../src/speech/forget-speech';
import { TextCheck } from '../src/moderation/text-check';
import { SampleVoiceHandler } from '../src/voice-samples/sample-voice.handler';
import { SpeechStore } from '../src/speech/speech.store';
import { VoiceSampleStore } from '../src/voice-samples/voice-sample.store';
import { SpeechWork, speechPolicy } from '../src/speech/speech.work';
import { SpeechWriter } from '../src/speech/speech.writer';

/** The names of the temporary folders of this process. */
export const workFolders = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`aisha-work-${process.pid}-`));

const KEY = 'sk-test';
const S3_KEYS = { accessKey: 'test', secretKey: 'speech-secret' };
export const binaries = findFfmpeg({}, process.env['PATH'] ?? '');
/** The clock of the specs. Until a spec moves it, it shows a time before the shutdown of OpenAI's model that reads aloud. */
export const today = new ManualClock(new Date('2026-11-20T12:00:00Z'));

/** The fakes of OpenAI, FAL and S3 over HTTP. All tests of a file that imports this use the same ones. */
export let openAi: FakeOpenAi;
export let fal: FakeFal;
export let s3: S3Server;
let folder: string;
let objects: S3ObjectStore;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-speech-'));
  [openAi, fal, s3] = await Promise.all([
    startOpenAi({ key: KEY, now: () => today.now().getTime() }),
    startFal({ key: 'id:secret' }),
    startS3({ ...S3_KEYS, dir: path.join(folder, 's3') }),
  ]);
  objects = new S3ObjectStore(
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
  s3.faults.clear();
  today.set(new Date('2026-11-20T12:00:00Z'));
});
afterAll(async () => {
  await Promise.all([openAi.close(), fal.close(), s3.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The samples of a sound, decoded as a player would decode it. */
export function samplesOf(sound: Buffer): Int16Array {
  const file = path.join(folder, 'listened');
  writeFileSync(file, sound);
  const raw = ['-ar', String(RATE), '-ac', '1', '-f', 's16le', 'pipe:1'];
  const pcm = execFileSync(binaries.ffmpeg, ['-v', 'error', '-i', file, ...raw], { maxBuffer: 200_000_000 });
  return new Int16Array(new Uint8Array(pcm).buffer);
}

/** A provider in a process that dies: after this many texts it gives no more answers. */
class Dying {
  read = 0;
  constructor(
    private readonly synthesizer: SpeechSynthesizer,
    private readonly after: number,
  ) {}
  readonly speak = async (reading: Reading, request: SpeechRequest): Promise<Buffer> => {
    this.read += 1;
    if (this.read <= this.after) return this.synthesizer.speak(reading, request);
    return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted'))));
  };
}

export interface Asked {
  readonly text?: string | null;
  /** The text of a file that the person sent. */
  readonly sent?: string;
  readonly speed?: 75 | 100 | 125 | 150;
  readonly parts?: number;
  readonly transcript?: StartSpeech['transcript'];
  readonly userId?: UserId;
}

/**
 * The part of the transcriber that reads aloud, without Nest: on Postgres in its own role, with ffmpeg, and with S3, OpenAI and FAL over
 * HTTP.
 */
export async function onSpeech({
  provider = 'openai' as 'openai' | 'fal',
  pieceCharacters = 60,
  freeWorkOfAllCents = Infinity,
} = {}) {
  const postgres = await onPostgres('transcriber');
  const { database } = postgres;
  const clock = new ManualClock();
  const { log } = readableLog();
  const store = new SpeechStore(database);
  const limits = { ...freeWorkOf(10_000), ofAllPerDay: freeWorkOfAllCents * 10_000 };
  const { calls: ledger } = costsOf({ schema: 'transcriber', database, clock, log }, limits);
  const calls = new OpenAiCalls(
    parseConfig(OpenAiConfig, { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.url }),
    ledger,
  );
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const synthesizer: SpeechSynthesizer =
    provider === 'openai'
      ? new OpenAiSpeechSynthesizer(calls, 'gpt-4o-mini-tts')
      : new FalSpeechSynthesizer(queue, new FalFiles([fal.cdnHost]), ledger, new ModelsAtFal(), {
          pollMs: 5,
          patienceMs: 60_000,
        });

  /** Starts a process of the app. After `diesAfter` pieces the process acts as if dead. */
  const replica = ({ diesAfter = Infinity } = {}) => {
    const dying = new Dying(synthesizer, diesAfter);
    const { model, maxCharacters } = synthesizer;
    const readsAtSpeeds = (requestId: string | null) => synthesizer.readsAtSpeeds(requestId);
    const mortal: SpeechSynthesizer = { model, maxCharacters, readsAtSpeeds, speak: dying.speak };
    const check = new TextCheck(new OpenAiModerator(calls, 'omni-moderation-latest'), 'speech-refused');
    const writer = new SpeechWriter(objects, new SpeechAudio(binaries), mortal, check, pieceCharacters);
    const speech = new SpeechWork(store, writer, { ...speechPolicy, leaseMs: 600_000 });
    const parts = partsOf(database, clock, log);
    const orders = ordersOf({ speech }, parts, { everyMs: 60_000, stopGraceMs: 100 });
    const engine = orders.engine(speech);
    const samples = new SampleVoiceHandler(new VoiceSampleStore(database, clock), writer, parts.outbox);
    return {
      dying,
      /** Requests a voice sample for a person. */
      sample: (asked: SampleVoice) => samples.handle(asked, jobContext(postgres)),
      giveUpSample: (asked: SampleVoice, error = new AppError('took-too-long')) =>
        database.transaction((tx) => samples.giveUp(asked, error, tx)),
      ...byHand(orders),
      start: (asked: StartSpeech) => engine.start(asked, jobContext(postgres)),
      deletes: ({ orderId, userId }: OrderReference) =>
        new DeleteResultHandler(orders, database, objects).handle(
          { kind: 'speech', orderId, userId },
          jobContext(postgres),
        ),
      cancel: ({ orderId, userId }: StartSpeech) => engine.cancel({ orderId, userId }, jobContext(postgres)),
    };
  };

  const sent = async (job: string, { orderId }: { orderId: OrderId }): Promise<Record<string, unknown>[]> =>
    (await postgres.outboxOf('transcriber'))
      .filter((written) => written.job === job && written.payload['orderId'] === orderId)
      .map(({ payload }) => payload);

  return {
    ...replica(),
    replica,
    postgres,
    clock,
    objects,
    store,
    /** Orders a text to be read, as billing does: with the message that begins an order. */
    order: async ({
      text = 'Добрый день!',
      sent,
      speed = 100,
      parts,
      transcript,
      ...asked
    }: Asked = {}): Promise<StartSpeech> => {
      const userId = asked.userId ?? newId<UserId>();
      const orderId = newId<OrderId>();
      const units = parts ?? speechPartsOf((sent ?? text)?.length ?? 1);
      await postgres.fixtures.hold({ orderId, kind: 'speech', item: 'speech.part', units });
      const textId = sent === undefined ? null : newId<TextId>();
      if (textId) await postgres.admin.insert(SentText, { id: textId, userId, content: sent!, createdAt: clock.now() });
      const from = textId ? { text: null, textId } : { text, ...(transcript && { transcript }) };
      return { orderId, userId, ...from, voice: 'deep', speed, parts: units };
    },
    row: ({ orderId }: StartSpeech) => database.read.findOneByOrFail(Speech, { orderId }),
    pieces: ({ orderId }: StartSpeech) =>
      database.read.find(SpeechPiece, { where: { orderId }, order: { position: 'ASC' } }),
    /** How an order ended: its settlements, the delivered voice message, and the failures that were explained to the person. */
    endOf: async (order: StartSpeech) => ({
      settled: (await sent('settle-hold', order)).map(({ delivered, of, reason }) => ({ delivered, of, reason })),
      voices:
        (await sent('deliver-result', order)).length === 0
          ? []
          : [String((await database.read.findOneByOrFail(Speech, { orderId: order.orderId })).voicePath)],
      explained: (await sent('explain-failure', order)).map(({ code }) => code),
    }),
    file: (reference: string | null) => objects.getBuffer(fromReference(reference ?? ''), { maxBytes: 50_000_000 }),
    typeOf: async (reference: string | null) => (await objects.head(fromReference(reference ?? ''))).contentType,
    isKept: (reference: string) =>
      objects.head(fromReference(reference)).then(
        () => true,
        () => false,
      ),
    forget: () => new ForgetSpeech(database, store, objects, log).run(),
    /** The texts of the requests for speech that OpenAI has answered with 200. */
    spoken: () =>
      openAi
        .requests()
        .filter(({ path: at, status }) => at.endsWith('/audio/speech') && status === 200)
        .map(({ body }) => (body as { input: string }).input),
  };
}
