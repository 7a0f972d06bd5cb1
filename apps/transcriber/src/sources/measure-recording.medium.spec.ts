import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import type { MeasureRecording } from '@aisha/contracts/transcriber';
import { RETENTION_MS } from '@aisha/domain';
import { Source } from '@aisha/kinds/tables';
import { incomingRecordingKey, sourceKey } from '@aisha/storage';
import { type ContextOptions, eventually, jobContext, folderOfThisTest } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { lastHints, onTranscriber, silence, sound } from '../../spec/transcriber-harness';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import { ForgetSources } from './forget-sources';
import { SourceStore } from './source.store';

const binaries = findFfmpeg({}, process.env['PATH'] ?? '');

/** Lets ffmpeg make a recording with these options, under this name. */
const made = (name: string, ...options: string[]): Buffer => {
  const folder = folderOfThisTest();
  const file = path.join(folder, name);
  execFileSync(binaries.ffmpeg, ['-v', 'error', '-y', ...options, file]);
  return readFileSync(file);
};
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=duration=3:size=160x120:rate=5'];
const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=3'];
/** The source, for ffmpeg, of three seconds of sound, four of silence and three of sound. */
const SPOKEN = 'sine=frequency=300:duration=10,volume=enable=between(t\\,3\\,7):volume=0';
/** A file that begins as a Windows program, under the name of a song. */
const program = (): Buffer =>
  Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), randomBytes(200_000)]);

const setup = async () => {
  const harness = await onTranscriber();
  const { postgres, objects, clock, arrives, measuring } = harness;
  const handle = (job: MeasureRecording, options: ContextOptions = {}) =>
    measuring.handle(job, jobContext(postgres, options));
  const told = async () => (await harness.sent('show-recording')) as unknown as ShowRecording[];
  return {
    ...harness,
    handle,
    told,
    /** Measures a recording and returns the answer that the person gets. */
    measures: async (recording: Buffer) => {
      const job = await arrives(recording);
      await handle(job);
      return { job, told: (await told()).at(-1)! };
    },
    sourcesKept: () => postgres.database.read.find(Source, {}),
    forget: new ForgetSources(new SourceStore(postgres.database), objects, clock, harness.log),
  };
};

describe('a recording that is measured', () => {
  it('a measured recording is answered with its length and its speech, and kept in the form that the model will hear', async () => {
    const { measures, isThere, sourcesKept } = await setup();

    const { job, told } = await measures(sound(10, SPOKEN));

    expect(told).toMatchObject({ ...job, refusal: null });
    expect(told.measured!.seconds).toBeCloseTo(10, 0);
    expect(told.measured!.speech).toBeCloseTo(6.5, 1);
    expect(await sourcesKept()).toMatchObject([
      {
        id: job.sourceId,
        userId: job.userId,
        silences: [{ startsAt: expect.closeTo(3, 0), endsAt: expect.closeTo(7, 0) }],
      },
    ]);
    expect(await isThere(sourceKey(job.userId, job.sourceId))).toBe(true);
    expect(await isThere(incomingRecordingKey(job.userId, job.sourceId))).toBe(false);
  });

  it.each([
    ['a video', () => made('film.mp4', ...PICTURE, ...TONE)],
    ['an old telephone', () => made('film.3gp', ...TONE, '-ar', '8000', '-ac', '1', '-c:a', 'libopencore_amrnb')],
    ['a screen recording', () => made('film.mkv', ...PICTURE, ...TONE)],
    ['a song with its cover', () => made('song.mp3', ...TONE, ...PICTURE, '-frames:v', '1', '-c:v', 'mjpeg')],
  ])('a recording to be measured may come from %s', async (_from, file) => {
    const { measures } = await setup();

    const { told } = await measures(file());

    expect(told.measured?.speech).toBeCloseTo(3, 0);
  });

  it('the answer about a recording that a program sent goes to the public API, and to nobody else', async () => {
    const { arrives, handle, measuring, postgres } = await setup();
    const job = { ...(await arrives(sound(3))), answerTo: 'public-api' } as const;

    await handle(job);
    await postgres.database.transaction((tx) => measuring.giveUp(job, new Error() as never, tx));

    const told = (await postgres.outboxOf('transcriber')).filter((written) => written.job === 'show-recording');
    expect(told.map(({ receiver, payload }) => [receiver, payload['refusal']])).toEqual([
      ['public-api', null],
      ['public-api', 'unavailable'],
    ]);
  });

  it('a recording that is cut off is measured up to the cut', async () => {
    const { measures } = await setup();
    const whole = sound(10);

    const { told } = await measures(whole.subarray(0, Math.floor(whole.length / 2)));

    expect(told.measured!.seconds).toBeGreaterThan(3);
    expect(told.measured!.seconds).toBeLessThan(7);
  });

  it.each([
    ['a program under another name', program, 'not-a-recording'],
    ['a letter', () => Buffer.from('Dear Anna, this is not a recording.'), 'not-a-recording'],
    ['an empty file', () => Buffer.from(' '), 'not-a-recording'],
    ['a video without sound', () => made('film.mp4', ...PICTURE), 'no-sound'],
    ['silence', () => silence(4), 'no-speech'],
  ] as const)(
    'a measured recording that is %s has no price, and nothing of it is kept',
    async (_what, file, refusal) => {
      const { measures, isThere, sourcesKept } = await setup();

      const { job, told } = await measures(file());

      expect(told).toMatchObject({ ...job, measured: null, refusal });
      expect(await sourcesKept()).toEqual([]);
      expect(await isThere(incomingRecordingKey(job.userId, job.sourceId))).toBe(false);
      expect(await isThere(sourceKey(job.userId, job.sourceId))).toBe(false);
    },
  );

  it('a recording is measured once even when its message comes twice, and its person gets an answer even when the measuring is given up', async () => {
    const { arrives, handle, told, measuring, postgres } = await setup();
    const job = await arrives(sound(3));
    const messageId = newId<string>();
    await handle(job, { messageId });

    await handle(job, { messageId });
    expect(await told()).toHaveLength(1);

    await postgres.database.transaction((tx) => measuring.giveUp(job, new Error() as never, tx));
    expect((await told()).at(-1)).toMatchObject({ refusal: 'unavailable' });
  });

  it('a measured recording without an order is deleted after an hour, and so is a recording that was never measured', async () => {
    const { measures, arrives, forget, clock, isThere, sourcesKept } = await setup();
    const { job } = await measures(sound(3));
    const left = await arrives(sound(3));
    clock.set(new Date(Date.now() + RETENTION_MS.measuredRecording - 60_000));
    await forget.run();
    expect(await isThere(sourceKey(job.userId, job.sourceId))).toBe(true);

    clock.set(new Date(Date.now() + RETENTION_MS.measuredRecording + 60_000));
    await forget.run();

    expect(await sourcesKept()).toEqual([]);
    expect(await isThere(sourceKey(job.userId, job.sourceId))).toBe(false);
    expect(await isThere(incomingRecordingKey(left.userId, left.sourceId))).toBe(false);
  });

  it('a person whose recording we measure so late that it is deleted reads that the fault is ours', async () => {
    const { arrives, forget, clock, handle, told } = await setup();
    const late = await arrives(sound(3));
    clock.set(new Date(Date.now() + RETENTION_MS.measuredRecording + 60_000));
    await forget.run();

    await handle(late);

    expect(await told()).toMatchObject([{ ...late, measured: null, refusal: 'unavailable' }]);
  });

  it('a measured recording is deleted when its person withdraws the consent, even if it is measured just after the withdrawal; a recording that came after a new consent stays', async () => {
    const { arrives, handle, measures, forget, isThere, sourcesKept, postgres } = await setup();
    const { job: mine } = await measures(sound(3));
    const late = await arrives(sound(3), mine.userId);
    const { job: other } = await measures(sound(3));
    for (const { userId } of [mine, other]) await postgres.fixtures.person({ userId });
    // The other person has withdrawn an earlier consent, too, and sent the recording after a new one.
    const [source] = await postgres.database.read.findBy(Source, { id: other.sourceId });
    await postgres.fixtures.consent({ userId: other.userId, agreedAt: new Date(0), withdrawnAt: new Date() });
    await postgres.fixtures.consent({ userId: other.userId, agreedAt: source!.createdAt });
    await postgres.fixtures.consent({ userId: mine.userId, agreedAt: new Date(0), withdrawnAt: new Date() });

    await forget.run();
    expect(await isThere(sourceKey(mine.userId, mine.sourceId))).toBe(false);
    await handle(late);
    await forget.run();

    expect(await isThere(sourceKey(late.userId, late.sourceId))).toBe(false);
    expect(await sourcesKept()).toMatchObject([{ id: other.sourceId }]);
    expect(await isThere(sourceKey(other.userId, other.sourceId))).toBe(true);
  });

  it('after a withdrawn consent a measured recording is deleted even if the removal first runs while the recording is being stored', async () => {
    const { arrives, handle, forget, isThere, sourcesKept, postgres, objects } = await setup();
    const job = await arrives(sound(3));
    await postgres.fixtures.person({ userId: job.userId });
    await postgres.fixtures.consent({ userId: job.userId, agreedAt: new Date(0), withdrawnAt: new Date() });
    objects.beforeSource = () => forget.run();

    await handle(job);
    await forget.run();

    expect(await sourcesKept()).toEqual([]);
    expect(await isThere(sourceKey(job.userId, job.sourceId))).toBe(false);
  });
});

describe('an order of a measured recording', () => {
  it('an order of a measured recording is charged by its speech, takes the recording over, and keeps it after the transcription', async () => {
    const harness = await setup();
    const recording = sound(20, 'sine=frequency=300:duration=20,volume=enable=between(t\\,5\\,15):volume=0');
    const order = await harness.order({ recording });

    await harness.start(order);
    expect(await harness.sourcesKept()).toEqual([]);
    await harness.work();

    expect(await harness.endOf(order.orderId)).toEqual({
      settled: [{ delivered: 2, of: 2, reason: null }],
      documents: 1,
      explained: [],
    });
    await harness.forgetRecordings.run();
    expect(await harness.isKept(order)).toBe(true);
  });

  it('an order of a measured recording keeps it even if a late run of the measuring ends only now', async () => {
    const { order, start, work, handle, objects, clock, forget, isKept, sourcesKept } = await setup();
    const recording = sound(3);
    const ordered = await order({ recording });
    const { userId, sourceId } = ordered;
    await start(ordered);
    await work();
    await objects.put(incomingRecordingKey(userId, sourceId), recording, { contentType: 'audio/ogg' });

    await handle({ userId, sourceId });
    clock.set(new Date(Date.now() + RETENTION_MS.measuredRecording + 60_000));
    await forget.run();

    expect(await isKept(ordered)).toBe(true);
    expect(await sourcesKept()).toEqual([]);
  });

  it('an order of a measured recording keeps it even if it takes it at the moment at which a late run of the measuring ends', async () => {
    const { order, postgres, handle, objects, sourcesKept } = await setup();
    const recording = sound(3);
    const { userId, sourceId, orderId } = await order({ recording });
    await objects.put(incomingRecordingKey(userId, sourceId), recording, { contentType: 'audio/ogg' });
    const store = new SourceStore(postgres.database);

    let late: Promise<void> | undefined;
    await postgres.fixtures.transcription({ orderId, userId });
    await postgres.database.transaction(async (tx) => {
      const source = await store.take(tx, { userId, sourceId });
      const taken = [orderId, source!.audioFilePath];
      await tx.query(`UPDATE transcriber.recording SET audio_file_path = $2 WHERE order_id = $1`, taken);
      let isOver = false;
      late = handle({ userId, sourceId }).finally(() => (isOver = true));
      await eventually(async () => isOver || (await postgres.admin.waitingForLocks()).length);
    });
    await late;

    expect(await sourcesKept()).toEqual([]);
  });

  it('an order of a measured recording passes the person’s hints to the model, and keeps them as long as the recording', async () => {
    const harness = await setup();
    const order = { ...(await harness.order()), spokenLanguage: 'de', vocabulary: ['Анна Кузнецова', 'PgBouncer'] };

    await harness.start(order);
    await harness.work();

    expect(lastHints()).toMatchObject({ 'languages[]': ['de'], 'keywords[]': order.vocabulary });
    const { spokenLanguage, vocabulary } = order;
    expect(await harness.recording(order.orderId)).toMatchObject({ spokenLanguage, vocabulary });
    harness.clock.set(new Date(Date.now() + RETENTION_MS.recording + 60_000));
    await harness.forgetRecordings.run();
    expect(await harness.recording(order.orderId)).toMatchObject({ audioFilePath: null, vocabulary: [] });
  });

  it('an order of a measured recording is never charged more than the quote', async () => {
    const harness = await setup();
    const order = await harness.order({ recording: sound(20), units: 1 });

    await harness.start(order);
    await harness.work();

    expect((await harness.endOf(order.orderId)).settled).toEqual([{ delivered: 1, of: 1, reason: null }]);
  });
});
