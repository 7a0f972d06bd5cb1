import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { AvatarId, OrderId, PhotoId, PictureId, SourceId, TextId, UserId } from '@aisha/domain';
import { type DocumentPoint, type Segment, VOICES } from '@aisha/kinds';
import {
  describedPhotoKey,
  incomingPhotoKey,
  incomingRecordingKey,
  incomingTextKey,
  pictureKey,
  type StoredObject,
  toReference,
} from '@aisha/storage';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT, type Target } from '../target.mts';

const PEOPLE = 5;
const JOBS = 300;
/** The stranger's job may wait for at most two rounds: the jobs that run when it arrives, and as many again. */
const beforeAtMost = (places: number): number => 2 * places;

interface Queue {
  readonly receiver: string;
  readonly schema: string;
  readonly job: string;
  /** The number of parallel jobs in the app's `jobs.ts`. */
  readonly places: number;
  /** Stores the files and rows that the job reads, and resolves to its payload. */
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
const SAID = 'Команда решила, что макет готов к сроку, и вернётся к нему через неделю.';
const FACE_NUMBERS = 128;
const done = (userId: UserId) => ({ receiver: 'billing', job: 'open-account', payload: { userId } });

/** Makes something once for each person; all the person's jobs use it. */
const once = <T,>(known: Map<UserId, Promise<T>>, userId: UserId, make: () => Promise<T>): Promise<T> => {
  const made = known.get(userId) ?? make();
  known.set(userId, made);
  return made;
};
const avatars = new Map<UserId, Promise<AvatarId>>();
const galleries = new Map<UserId, Promise<void>>();
const transcripts = new Map<UserId, Promise<{ readonly orderId: OrderId }>>();
const documents = new Map<UserId, Promise<{ readonly orderId: OrderId }>>();

/** A portrait whose photos resemble none of the drawn faces, so that the job measures every face. */
const avatarWithFaces = async ({ fixtures }: Target, userId: UserId): Promise<AvatarId> => {
  const { id } = await fixtures.avatar({ userId, photos: 0 });
  const embedding = Array.from({ length: FACE_NUMBERS }, (_, at) => Math.cos(at) / Math.sqrt(FACE_NUMBERS / 2));
  for (let nth = 0; nth < 3; nth += 1) await fixtures.photo({ avatarId: id, embedding });
  return id;
};

/** How many orders the packed gallery has, and how many pictures each order has. */
const [ORDERS, OF_ORDER] = [6, 4];
const PICTURES = ORDERS * OF_ORDER;
const galleryOf = async (target: Target, userId: UserId): Promise<void> => {
  const { id: avatarId } = await target.fixtures.avatar({ userId, photos: 0 });
  const input = { kind: 'avatar', avatarId } as const;
  const order = { userId, input, state: 'succeeded', units: OF_ORDER, delivered: OF_ORDER } as const;
  for (let nth = 0; nth < ORDERS; nth += 1) {
    const { orderId } = await target.fixtures.generation(order);
    for (let position = 0; position < OF_ORDER; position += 1) {
      const filePath = await laid(target, pictureKey(userId, orderId, position, 'jpg'), photo!);
      await target.fixtures.picture({ orderId, position, filePath });
    }
  }
};

/** The segments of an hour's talk. */
const SEGMENTS = Array.from({ length: 600 }, (_, nth): Segment => ({
  ...{ startsAt: nth * 6, endsAt: nth * 6 + 5, speaker: null, doubt: null },
  text: SAID,
}));
const POINTS = Array.from({ length: 1_000 }, (): DocumentPoint => ({
  section: 'gist',
  text: SAID,
  owner: null,
  due: null,
  quote: SAID,
  at: null,
  isSupported: true,
}));

let voices = 0;
/** The next voice for which no sample exists yet: the product makes each sample only once. */
const nextVoice = (): { voice: string; speed: number } => {
  voices += 1;
  return { voice: VOICES[voices % VOICES.length]!, speed: 50 + Math.floor(voices / VOICES.length) };
};

const QUEUES: readonly Queue[] = [
  {
    ...{ receiver: 'bot-gateway', schema: 'bot', job: 'fetch-file', places: 8 },
    prepare: async (target, userId, nth) => ({
      ...{ userId, onStored: done(userId), onFailed: done(userId), countedFor: newId<string>() },
      overBudget: { atOnce: done(userId), today: done(userId) },
      fileId: await laid(target, pictureKey(userId, newId<OrderId>(), 0, 'jpg'), photo!), // a key that the gateway may read
      target: toReference(incomingPhotoKey(userId, `copied-${nth}`, 'jpg')),
    }),
  },
  {
    ...{ receiver: 'bot-gateway', schema: 'bot', job: 'fetch-recording', places: 4 },
    prepare: async (target, userId, nth) => ({
      ...{ userId, sourceId: newId<SourceId>(), link: `http://${target.files.host}/${userId}-${nth}.mp3` },
    }),
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'measure-recording', places: 2 },
    prepare: async (target, userId) => {
      const sourceId = newId<SourceId>();
      await laid(target, incomingRecordingKey(userId, sourceId), sound);
      return { userId, sourceId };
    },
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'read-text', places: 2 },
    prepare: async (target, userId) => {
      const textId = newId<TextId>();
      await laid(target, incomingTextKey(userId, textId), text);
      return { userId, textId, usedFor: 'document' };
    },
  },
  {
    ...{ receiver: 'avatar-trainer', schema: 'trainer', job: 'shrink-photo', places: 2 },
    prepare: async (target, userId) => {
      const photoId = newId<PhotoId>();
      await laid(target, incomingPhotoKey(userId, photoId, 'jpg'), photo!);
      return { userId, photoId, purpose: 'restore' };
    },
  },
  {
    ...{ receiver: 'avatar-trainer', schema: 'trainer', job: 'measure-likeness', places: 2 },
    prepare: async (target, userId) => {
      const avatarId = await once(avatars, userId, () => avatarWithFaces(target, userId));
      const orderId = newId<OrderId>();
      const file = await laid(target, pictureKey(userId, orderId, 0, 'jpg'), photo!);
      return { orderId, userId, avatarId, pictures: [{ pictureId: newId<PictureId>(), file }] };
    },
  },
  {
    ...{ receiver: 'image-generator', schema: 'generator', job: 'describe-photo', places: 8 },
    prepare: async (target, userId) => {
      const photoId = newId<PhotoId>();
      await laid(target, describedPhotoKey(userId, photoId), photo!);
      return { userId, photoId };
    },
  },
  {
    ...{ receiver: 'bot-gateway', schema: 'bot', job: 'pack-pictures', places: 2 },
    prepare: async (target, userId) => {
      await once(galleries, userId, () => galleryOf(target, userId));
      const all = { part: 1, total: PICTURES, packed: 0, isFavourite: false };
      return { userId, archiveId: newId<string>(), ...all };
    },
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'export-transcript', places: 2 },
    prepare: async (target, userId) => {
      const { orderId } = await once(transcripts, userId, () =>
        target.fixtures.transcript({ userId, segments: SEGMENTS }),
      );
      return { orderId, userId, format: 'pdf', title: 'A long talk', language: 'ru' };
    },
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'export-document', places: 2 },
    prepare: async (target, userId) => {
      const { orderId } = await once(documents, userId, () =>
        target.fixtures.document({
          userId,
          state: 'succeeded',
          delivered: 1,
          points: POINTS,
          documentPath: `files:documents/${userId}/made.docx`,
          bytes: 1,
        }),
      );
      return { orderId, userId, format: 'pdf' };
    },
  },
  {
    ...{ receiver: 'transcriber', schema: 'transcriber', job: 'sample-voice', places: 4 },
    prepare: (_target, userId) => Promise.resolve({ userId, ...nextVoice(), language: 'ru' }),
  },
];

interface Waited {
  /** The time from sending the stranger's job to its end. */
  readonly seconds: number;
  /** How many of the others' jobs ended after the stranger's job arrived and before it ended. */
  readonly before: number;
}

const SCHEMAS = [...new Set(QUEUES.map(({ schema }) => schema))];

/** Records when each job arrives: the inbox deletes a job's row once the job has ended. */
const witnessed = ({ admin }: Target): Promise<unknown> =>
  admin.query(`
    CREATE TABLE public.came_in (message_id text PRIMARY KEY, at timestamptz NOT NULL);
    CREATE FUNCTION public.comes_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN INSERT INTO public.came_in VALUES (NEW.message_id, clock_timestamp()) ON CONFLICT DO NOTHING; RETURN NEW; END $$;
    ${SCHEMAS.map(
      (schema) =>
        `CREATE TRIGGER comes_in AFTER INSERT ON ${schema}.long_job FOR EACH ROW EXECUTE FUNCTION public.comes_in();`,
    ).join('\n')}`);

const forgotten = ({ admin }: Target): Promise<unknown> =>
  admin.query(`DROP FUNCTION public.comes_in CASCADE; DROP TABLE public.came_in`);

/** A stranger's job, timed by the database's timestamps, so that the pauses of our polling do not count. */
const strangersJob = async (target: Target, { prepare, receiver, schema, job }: Queue): Promise<Waited> => {
  const { userId } = await target.customer('Stranger');
  const payload = await prepare(target, userId, 0);
  const [sent] = (await target.admin.query<{ at: string }>(`SELECT clock_timestamp()::text AS at`)) as [{ at: string }];
  const id = await target.pushes(receiver, job, payload);
  await target.isHandled(schema, id);
  const [waited] = (await target.admin.query<Waited>(
    `SELECT extract(epoch FROM own.handled_at - $3::timestamptz)::float8 AS seconds,
            (SELECT count(*)::int FROM ${schema}.handled AS other
             WHERE job = $1 AND message_id <> $2 AND handled_at BETWEEN came_in.at AND own.handled_at) AS before
       FROM ${schema}.handled AS own JOIN public.came_in USING (message_id) WHERE message_id = $2`,
    [job, id, sent.at],
  )) as [Waited];
  return waited;
};

const flooded = async (target: Target, queue: Queue): Promise<void> => {
  const { receiver, schema, job, prepare } = queue;
  const noisy = await Promise.all(Array.from({ length: PEOPLE }, (_, nth) => target.customer(`Noisy ${nth}`)));
  const payloads: object[] = [];
  for (const { userId } of noisy) {
    // Payloads are made one after the other: the sandbox keeps files on this machine's disk.
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

/** How many jobs of the flood still wait. */
const waiting = async ({ admin }: Target, { schema, job }: Queue): Promise<number> =>
  (await admin.query(`SELECT FROM ${schema}.long_job WHERE job = $1 AND lease_until IS NULL`, [job])).length;

export const attack: Attack = {
  about: `${PEOPLE} people send ${JOBS} jobs into each queue of long ones; then a stranger sends one into each.`,
  holds: "The stranger's is done within three rounds, of as many jobs as have a place; alone it takes one.",
  isQuick: false,
  async run(target) {
    const figures: string[] = [];
    let holds = true;
    await witnessed(target);
    for (const queue of QUEUES) {
      await strangersJob(target, queue); // the stranger's first job starts what later jobs find running, such as a model
      const alone = await strangersJob(target, queue);
      await flooded(target, queue);
      const beside = await strangersJob(target, queue);
      const left = await waiting(target, queue); // when the flood ended before the stranger's job, the attack proves nothing
      await target.forgetsLongJobs(queue.schema, queue.job);
      const rounds = 1 + beside.before / queue.places;
      holds &&= beside.before <= beforeAtMost(queue.places) && left > 0;
      const times = (beside.seconds / alone.seconds).toFixed(1);
      figures.push(`${queue.job} ${rounds.toFixed(1)} (${times} × ${alone.seconds.toFixed(2)} s, ${left} left)`);
    }
    await forgotten(target);
    return {
      holds,
      figure: `rounds of a stranger beside ${JOBS} jobs, of as many jobs as have a place: ${figures.join(', ')}`,
    };
  },
};
