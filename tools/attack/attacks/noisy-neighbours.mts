import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { PhotoId, SourceId, TextId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import {
  incomingPhotoKey,
  incomingRecordingKey,
  incomingTextKey,
  toReference,
  type StoredObject,
} from '@aisha/storage';
import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT, type Target } from '../target.mts';

const PEOPLE = 5;
const JOBS = 300;
/** One job of each of them is before a stranger's, besides what is under way: eight places at most, filled twice while it runs. */
const BEFORE_AT_MOST = PEOPLE + 2 * 8;

interface Queue {
  readonly receiver: string;
  readonly schema: string;
  readonly job: string;
  /** Lays out what the job works on, and resolves to its payload. */
  readonly prepare: (target: Target, userId: UserId, nth: number) => Promise<object>;
}

const TYPE = { contentType: 'application/octet-stream' };
const laid = async (target: Target, at: StoredObject, bytes: Buffer): Promise<string> => {
  await target.storage.put(at, bytes, TYPE);
  return toReference(at);
};
const [photo] = await drawnSelfies(19, 1);
const sound = await recordedTone(5);
const text = Buffer.from('слово '.repeat(30_000));
const done = (userId: UserId) => ({ receiver: 'billing', job: 'open-account', payload: { userId } });

const QUEUES: readonly Queue[] = [
  {
    ...{ receiver: 'bot-gateway', schema: 'bot', job: 'fetch-file' },
    prepare: async (target, userId, nth) => ({
      ...{ userId, onStored: done(userId), onFailed: done(userId), countedFor: newId<string>() },
      overBudget: { atOnce: done(userId), today: done(userId) },
      fileId: await laid(target, incomingPhotoKey(userId, `sent-${nth}`, 'jpg'), photo!),
      target: toReference(incomingPhotoKey(userId, `copied-${nth}`, 'jpg')),
    }),
  },
  {
    ...{ receiver: 'bot-gateway', schema: 'bot', job: 'fetch-recording' },
    prepare: async (target, userId, nth) => ({
      ...{ userId, sourceId: newId<SourceId>(), link: `http://${target.files.host}/${userId}-${nth}.mp3` },
    }),
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'measure-recording' },
    prepare: async (target, userId) => {
      const sourceId = newId<SourceId>();
      await laid(target, incomingRecordingKey(userId, sourceId), sound);
      return { userId, sourceId };
    },
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'read-text' },
    prepare: async (target, userId) => {
      const textId = newId<TextId>();
      await laid(target, incomingTextKey(userId, textId), text);
      return { userId, textId, usedFor: 'document' };
    },
  },
  {
    ...{ receiver: 'avatar-trainer', schema: 'trainer', job: 'shrink-photo' },
    prepare: async (target, userId) => {
      const photoId = newId<PhotoId>();
      await laid(target, incomingPhotoKey(userId, photoId, 'jpg'), photo!);
      return { userId, photoId, purpose: 'restoration' };
    },
  },
];

interface Waited {
  readonly seconds: number;
  /** Jobs of others that ended meanwhile. */
  readonly before: number;
}

/** From the moment a stranger's job is sent to its end. */
const strangersJob = async (target: Target, queue: Queue): Promise<Waited> => {
  const { userId } = await target.customer('Stranger');
  const payload = await queue.prepare(target, userId, 0);
  const counted = `SELECT count(*)::int AS count FROM ${queue.schema}.handled WHERE job = $1`;
  const ended = async () => (await target.admin.query<{ count: number }>(counted, [queue.job]))[0]!.count;
  const before = await ended();
  const startedAt = performance.now();
  const id = await target.pushes(queue.receiver, queue.job, payload);
  await target.isHandled(queue.schema, id);
  return { seconds: (performance.now() - startedAt) / 1_000, before: (await ended()) - before - 1 };
};

const flooded = async (target: Target, queue: Queue): Promise<void> => {
  const { receiver, schema, job, prepare } = queue;
  const noisy = await Promise.all(Array.from({ length: PEOPLE }, (_, nth) => target.customer(`Noisy ${nth}`)));
  const payloads: object[] = [];
  for (const { userId } of noisy) {
    // One after the other: the sandbox keeps files on this machine's disk.
    for (let nth = 1; nth <= JOBS / PEOPLE; nth += 1) payloads.push(await prepare(target, userId, nth));
  }
  const ids = await Promise.all(payloads.map((payload) => target.pushes(receiver, job, payload)));
  await eventually(async () => {
    const [row] = await target.admin.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM ${schema}.long_job WHERE message_id = ANY ($1))::int
            + (SELECT count(*) FROM ${schema}.handled WHERE message_id = ANY ($1))::int AS count`,
      [ids],
    );
    return row!.count >= JOBS;
  }, PATIENT);
};

export const attack: Attack = {
  about: `${PEOPLE} people send ${JOBS} jobs into each queue of long ones; then a stranger sends one into each.`,
  holds: `The stranger's is next but for one job of each of them and what is under way: ${BEFORE_AT_MOST} of ${JOBS} at most.`,
  isQuick: false,
  async run(target) {
    const figures: string[] = [];
    let holds = true;
    for (const queue of QUEUES) {
      await strangersJob(target, queue); // starts what the first one starts
      const alone = await strangersJob(target, queue);
      await flooded(target, queue);
      const beside = await strangersJob(target, queue);
      await target.forgetsLongJobs(queue.schema, queue.job);
      holds &&= beside.before <= BEFORE_AT_MOST;
      figures.push(`${queue.job} ${(beside.seconds / alone.seconds).toFixed(1)} × alone after ${beside.before}`);
    }
    return { holds, figure: `a stranger beside ${JOBS} jobs: ${figures.join(', ')} (≤ ${BEFORE_AT_MOST})` };
  },
};
