import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { startOpenAi, type OpenAiStandIn } from '@aisha/fakes/openai';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { HoldReader } from '@aisha/database/billing';
import { Outbox, type JobContext } from '@aisha/messaging';
import { newId, parseConfig, SystemClock } from '@aisha/platform';
import { OpenAiCalls, OpenAiConfig, OpenAiSpeechRecognizer } from '@aisha/providers/openai';
import { fromReference, recordingKey, S3ObjectStore, StorageConfig, toReference, transcriptKey } from '@aisha/storage';
import { eventually, jobContext, onPostgres, readableLog } from '@aisha/testing';
import { FfmpegAudioTool } from '../audio/ffmpeg-audio-tool';
import { findFfmpeg } from '../audio/ffmpeg-binaries';
import { CancelTranscriptionHandler } from './cancel-transcription.handler';
import { ForgetRecordings } from './forget-recordings';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';
import { RecordingWriter } from './recording.writer';
import { StartTranscriptionHandler } from './start-transcription.handler';

/** Real: Postgres as role `transcriber`, ffmpeg, the S3 protocol, OpenAI's over HTTP. */
const binaries = findFfmpeg({}, process.env['PATH'] ?? '');
const KEY = 'sk-test';
/** Ten seconds instead of ten minutes: the same cuts, in no time. */
const PIECE_SECONDS = 10;
const LONG = 25;
let folder: string;
let s3: S3Server;
let openAi: OpenAiStandIn;
let objects: S3ObjectStore;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-transcriber-'));
  const secretKey = 'transcriber-secret';
  s3 = await startS3({ dir: path.join(folder, 's3'), accessKey: 'test', secretKey });
  openAi = await startOpenAi({ key: KEY });
  objects = new S3ObjectStore(
    parseConfig(StorageConfig, { MINIO_ENDPOINT: s3.url, MINIO_ACCESS_KEY: 'test', MINIO_SECRET_KEY: secretKey }),
  );
  await objects.ensureBuckets();
});
afterAll(async () => {
  await openAi.close();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sound of so many seconds, made by ffmpeg itself. */
function sound(seconds: number, source = `sine=frequency=300:sample_rate=16000:duration=${seconds}`): Buffer {
  const file = path.join(folder, 'made.ogg');
  execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-c:a', 'libopus', file]);
  return readFileSync(file);
}

async function setup(recording: Buffer, { minutes = 1 } = {}) {
  const world = await onPostgres('transcriber');
  const store = new RecordingStore();
  const { log, lines: logged } = readableLog();
  const outcome = new RecordingOutcome(store, new Outbox('transcriber'), new SystemClock(), log);
  const calls = new OpenAiCalls(parseConfig(OpenAiConfig, { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.url }));
  const writer = new RecordingWriter(
    objects,
    new FfmpegAudioTool(binaries),
    new OpenAiSpeechRecognizer(calls, 'gpt-transcribe'),
    PIECE_SECONDS,
  );
  const holds = new HoldReader(world.database);
  const start = new StartTranscriptionHandler(world.database, holds, store, writer, outcome, new SystemClock());
  const cancel = new CancelTranscriptionHandler(store, outcome);
  const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
  await world.given.hold({
    orderId: order.orderId,
    kind: 'transcription',
    item: 'transcription.minute',
    units: minutes,
  });
  const key = recordingKey(order.userId, order.orderId, 'ogg');
  await objects.put(key, recording, { contentType: 'audio/ogg' });
  const message = { ...order, recording: toReference(key), minutes };
  const sent = async (job: string) =>
    (await world.outboxOf('transcriber')).filter((written) => written.job === job).map(({ payload }) => payload);
  const transcriptions = () => openAi.requests().filter((request) => request.path.includes('transcriptions')).length;
  const documents = () => objects.removePrefix({ bucket: 'files', key: `transcripts/${order.userId}/` });
  const recordings = new ForgetRecordings(world.database, store, objects, log);
  const forget = () => recordings.forget();
  const isKept = () =>
    objects.head(key).then(
      () => true,
      () => false,
    );
  return { world, start, cancel, order, message, sent, transcriptions, documents, forget, isKept, logged };
}

describe('writing a recording down', () => {
  it('delivers the text as a document and charges the started minute', async () => {
    const { world, start, order, message, sent, logged } = await setup(sound(3));

    await start.handle(message, jobContext(world));

    const [delivered] = await sent('deliver-transcript');
    const document = fromReference(String(delivered?.['document']));
    const text = (await objects.getBuffer(document, { maxBytes: 10_000 })).toString('utf8');
    expect(text.length).toBeGreaterThan(10);
    expect(document).toEqual(transcriptKey(order.userId, order.orderId, 'txt'));
    expect(await sent('settle-hold')).toEqual([{ ...order, kind: 'transcription', delivered: 1, of: 1, reason: null }]);
    expect(logged('transcription.ended')).toEqual([
      expect.objectContaining({ level: 30, outcome: 'succeeded', code: null, delivered: 1, of: 1 }),
    ]);
    expect(
      await world.admin.query(
        'SELECT content, language, state FROM transcriber.transcript JOIN transcriber.recording USING (order_id)',
      ),
    ).toEqual([{ content: text, language: 'ru', state: 'succeeded' }]);
  });

  it('is not begun once the credits went back, and the person is told why', async () => {
    const { world, start, order, message, sent, transcriptions } = await setup(sound(3));
    await world.given.forgottenHold(order.orderId);
    const before = transcriptions();

    await start.handle(message, jobContext(world));

    expect(await sent('explain-failure')).toEqual([{ ...order, kind: 'transcription', code: 'hold-forgotten' }]);
    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'hold-forgotten' }]);
    expect(transcriptions()).toBe(before);
  });

  it('charges fewer minutes than were held when the recording is shorter than Telegram said', async () => {
    const { world, start, message, sent } = await setup(sound(3), { minutes: 4 });

    await start.handle(message, jobContext(world));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 1, of: 4 }]);
  });

  it('writes a long recording down in pieces that join in order', async () => {
    const { world, start, message, sent } = await setup(sound(LONG), { minutes: 2 });

    await start.handle(message, jobContext(world));

    const [written] = await world.admin.query<{ content: string }>('SELECT content FROM transcriber.transcript');
    expect(written?.content.split('\n\n')).toHaveLength(3);
    expect(await sent('settle-hold')).toMatchObject([{ delivered: 1, of: 2 }]);
  });

  it('does not pay for a piece twice when a run died after it', async () => {
    const { world, start, message, transcriptions } = await setup(sound(LONG), { minutes: 2 });
    const before = transcriptions();
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
    await expect(start.handle(message, jobContext(world))).rejects.toMatchObject({ code: 'provider-refused-key' });
    await start.handle(message, jobContext(world, { attempt: 2 }));
    await start.handle(message, jobContext(world, { attempt: 3 }));

    // The refused one, and one for each of the three pieces.
    expect(transcriptions() - before).toBe(4);
  });

  it('settles once when the same message runs twice', async () => {
    const { world, start, message, sent } = await setup(sound(3));
    const messageId = newId<string>();

    await Promise.all([
      start.handle(message, jobContext(world, { messageId })),
      start.handle(message, jobContext(world, { messageId })),
    ]);
    await start.handle(message, jobContext(world, { messageId }));

    expect(await sent('settle-hold')).toHaveLength(1);
    expect(await sent('deliver-transcript')).toHaveLength(1);
  });
});

describe('a recording that cannot be written down', () => {
  const failure = async (recording: Buffer, options: { minutes?: number } = {}) => {
    const { world, start, message, sent } = await setup(recording, options);
    await start.handle(message, jobContext(world));
    return { settled: await sent('settle-hold'), told: await sent('explain-failure') };
  };

  it('costs nothing when nobody speaks', async () => {
    const silence = sound(3, 'anullsrc=r=16000:cl=mono,atrim=duration=3');
    openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: 1 });

    expect(await failure(silence)).toMatchObject({
      settled: [{ delivered: 0, of: 1, reason: 'no-speech' }],
      told: [{ code: 'no-speech' }],
    });
  });

  it('costs nothing when it could not be fetched from Telegram', async () => {
    const { world, start, order, sent } = await setup(sound(1));

    await start.handle({ ...order, recording: null, minutes: 1 }, jobContext(world));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'telegram-unreachable' }]);
    expect(await sent('explain-failure')).toMatchObject([{ code: 'telegram-unreachable' }]);
  });

  it('costs nothing when it is no recording', async () => {
    expect(await failure(Buffer.from('Dear Anna'))).toMatchObject({
      settled: [{ delivered: 0, reason: 'audio-unreadable' }],
      told: [{ code: 'audio-unreadable' }],
    });
  });

  it('is refused, not cut, when it is longer than it said', async () => {
    expect(await failure(sound(70), { minutes: 1 })).toMatchObject({
      settled: [{ delivered: 0, reason: 'audio-longer-than-stated' }],
      told: [{ code: 'audio-longer-than-stated' }],
    });
  });

  it('leaves operators one line, as one that could be written down does', async () => {
    const { world, start, cancel, order, message, logged } = await setup(sound(3));
    const facts = { status: 503, errorType: 'overloaded' };

    await world.database.transaction((tx) =>
      start.giveUp(message, new AppError('provider-unreachable', { facts }), tx),
    );
    await cancel.handle(order, jobContext(world));

    expect(logged('transcription.ended')).toEqual([
      expect.objectContaining({
        level: 40,
        orderId: order.orderId,
        outcome: 'failed',
        code: 'provider-unreachable',
        ...facts,
      }),
    ]);
  });

  it('gives everything back when the runner gives up', async () => {
    const { world, start, message, sent } = await setup(sound(3));
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
    const error = await start.handle(message, jobContext(world)).catch((thrown: unknown) => thrown);

    await world.database.transaction((tx) => start.giveUp(message, error as never, tx));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'provider-refused-key' }]);
    expect(await sent('explain-failure')).toMatchObject([{ code: 'provider-refused-key' }]);
  });

  it('gives everything back when the runner gives up before the order was taken in', async () => {
    const { world, start, message, sent } = await setup(sound(1));

    await world.database.transaction((tx) => start.giveUp(message, new AppError('unexpected'), tx));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'unexpected' }]);
    expect(await sent('explain-failure')).toMatchObject([{ code: 'unexpected' }]);
  });

  it('leaves nothing behind of what was said in it', async () => {
    const { world, start, message } = await setup(sound(LONG), { minutes: 2 });
    openAi.faults.add({ on: 'transcriptions', kind: '401' });
    await expect(start.handle(message, jobContext(world))).rejects.toMatchObject({ code: 'provider-refused-key' });
    await world.admin.query(
      `INSERT INTO transcriber.piece (order_id, position, starts_at, ends_at, text) VALUES ($1, 0, 0, 10, 'Dear Anna')`,
      [message.orderId],
    );

    await world.database.transaction((tx) => start.giveUp(message, new AppError('took-too-long'), tx));

    expect(await world.admin.query('SELECT 1 FROM transcriber.piece')).toEqual([]);
  });
});

describe('a recording as it was sent', () => {
  it('is removed once the order is over, and not before', async () => {
    const { world, start, message, forget, isKept } = await setup(sound(3));
    openAi.faults.add({ on: 'transcriptions', kind: '401' });
    await expect(start.handle(message, jobContext(world))).rejects.toMatchObject({ code: 'provider-refused-key' });
    await forget();
    expect(await isKept()).toBe(true);

    await start.handle(message, jobContext(world, { attempt: 2 }));
    await Promise.all([forget(), forget()]);

    expect(await isKept()).toBe(false);
    expect(await world.admin.query('SELECT audio_file_path FROM transcriber.recording')).toEqual([
      { audio_file_path: null },
    ]);
  });

  it('is removed although another one has a name that is none', async () => {
    const { world, start, message, forget, isKept } = await setup(sound(3));
    await world.given.recording({ state: 'failed', audioFilePath: 'nowhere' });
    await start.handle(message, jobContext(world));

    await forget();

    expect(await isKept()).toBe(false);
  });
});

describe('cancelling', () => {
  it('gives everything back at once, and what is heard after that is not kept', async () => {
    const { world, start, cancel, order, message, sent, documents } = await setup(sound(3));
    openAi.faults.add({ on: 'transcriptions', kind: 'slow', delayMs: 4_000 });
    const running = start.handle(message, jobContext(world));
    await eventually(async () => (await sent('show-progress')).some(({ step }) => step === 'working'));

    await cancel.handle(order, jobContext(world));
    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'cancelled-by-user' }]);
    await running;

    expect(await sent('explain-failure')).toMatchObject([{ code: 'cancelled-by-user' }]);
    expect(await sent('settle-hold')).toHaveLength(1);
    expect(await sent('deliver-transcript')).toEqual([]);
    expect(await world.admin.query('SELECT 1 FROM transcriber.piece')).toEqual([]);
    expect(await documents()).toBe(0);
  });

  it('ends an order that it overtook when it comes, and nothing is heard', async () => {
    const { world, start, cancel, order, message, sent, transcriptions } = await setup(sound(1));
    const heard = transcriptions();

    await cancel.handle(order, jobContext(world));
    await cancel.handle(order, jobContext(world));
    await start.handle(message, jobContext(world));
    await start.handle(message, jobContext(world, { attempt: 2 }));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, of: 1, reason: 'cancelled-by-user' }]);
    expect(await sent('explain-failure')).toMatchObject([{ code: 'cancelled-by-user' }]);
    expect(await sent('deliver-transcript')).toEqual([]);
    expect(transcriptions()).toBe(heard);
  });

  it('ends an order that comes at that very moment, once', async () => {
    const { world, start, cancel, order, message, sent } = await setup(sound(1));

    await Promise.all([cancel.handle(order, jobContext(world)), start.handle(message, jobContext(world))]);

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, reason: 'cancelled-by-user' }]);
    expect(await sent('explain-failure')).toHaveLength(1);
    expect(await sent('deliver-transcript')).toEqual([]);
  });

  it('does nothing to another person’s order that it overtook', async () => {
    const { world, start, cancel, order, message, sent } = await setup(sound(1));

    await cancel.handle({ ...order, userId: newId<UserId>() }, jobContext(world));
    await start.handle(message, jobContext(world));

    expect(await sent('deliver-transcript')).toHaveLength(1);
  });

  it('ends the order before the next piece, and nothing is charged', async () => {
    const { world, start, cancel, order, message, sent } = await setup(sound(LONG), { minutes: 2 });
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
    await expect(start.handle(message, jobContext(world))).rejects.toMatchObject({ code: 'provider-refused-key' });

    await cancel.handle(order, jobContext(world));
    await start.handle(message, jobContext(world, { attempt: 2 }));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 0, reason: 'cancelled-by-user' }]);
    expect(await sent('deliver-transcript')).toEqual([]);
  });

  it('comes too late when the transcript is delivered', async () => {
    const { world, start, cancel, order, message, sent } = await setup(sound(3));
    await start.handle(message, jobContext(world));

    await cancel.handle(order, jobContext(world));

    expect(await sent('settle-hold')).toMatchObject([{ delivered: 1, reason: null }]);
  });

  it('does nothing to another person’s order', async () => {
    const { world, start, cancel, order, message, sent } = await setup(sound(LONG), { minutes: 2 });
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
    await expect(start.handle(message, jobContext(world))).rejects.toBeDefined();

    await cancel.handle({ ...order, userId: newId<UserId>() }, jobContext(world) as JobContext);
    await start.handle(message, jobContext(world, { attempt: 2 }));

    expect(await sent('deliver-transcript')).toHaveLength(1);
  });
});
