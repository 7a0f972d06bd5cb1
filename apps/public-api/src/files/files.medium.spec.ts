import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { publicApiInbox } from '@aisha/contracts/public-api';
import {
  CONSENT_VERSION,
  HOUR_MS,
  type OrderId,
  type PhotoId,
  RETENTION_MS,
  type SourceId,
  type UserId,
} from '@aisha/domain';
import type { SentPhotoUse } from '@aisha/kinds';
import { Sender } from '@aisha/messaging';
import { everyIncomingPhoto, everyIncomingRecording, incomingPhotoKey, incomingRecordingKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { onApi } from '../../spec/api-harness';
import { ForgetOldRows } from '../retention/forget-old-rows';
import { SILENCE_MS } from '../uploads/body-time';
import { UploadPlaces } from '../uploads/upload-places';

const PHOTO = Buffer.from('as good as a photo until the trainer looks');
const FOR_PHOTO = '/v1/files?for=restoration';
const FOR_ANIMATION = '/v1/files?for=animation';
const FOR_RECORDING = '/v1/files?for=transcription';

const setup = async (environment: Readonly<Record<string, string>> = {}) => {
  const api = await onApi(environment);
  const owner = await api.person();
  const { ask, app, objects, postgres } = api;
  const send = (
    content: Uint8Array | ReadableStream = PHOTO,
    { name = randomUUID() as string, path = FOR_PHOTO, type = 'image/jpeg', key = owner.key } = {},
  ) => ask(path, { method: 'POST', key, file: { content, type }, name });
  /** The files that came, without the trial file that the storage's check of health leaves there for a moment. */
  const incoming = async () => {
    const found: string[] = [];
    for (const prefix of [everyIncomingPhoto, everyIncomingRecording])
      for await (const { key } of objects.list(prefix)) if (!key.endsWith('/trial')) found.push(key);
    return found;
  };
  return {
    ...api,
    owner,
    send,
    incoming,
    look: async (id: string, key = owner.key) => (await ask(`/v1/files/${id}`, { key })).body,
    /** Sends the trainer’s answer. */
    sees: (id: string, refusal: 'no-face' | null = null, usedFor: SentPhotoUse = 'restore') =>
      app.get(Sender).send(
        message(publicApiInbox, 'show-sent-photo', {
          ...{ userId: owner.userId, photoId: id as PhotoId, usedFor, refusal },
          photo: refusal ? null : { faces: usedFor === 'restore' ? 1 : 0, width: 640, height: 800 },
        }),
      ),
    /** Sends the transcriber’s answer. */
    hears: (id: string) =>
      app.get(Sender).send(
        message(publicApiInbox, 'show-recording', {
          ...{ userId: owner.userId, sourceId: id as SourceId, refusal: null },
          measured: { seconds: 125, speech: 100 },
        }),
      ),
    rows: () => postgres.admin.query('SELECT * FROM api.uploaded_file ORDER BY created_at'),
    asked: async () =>
      (await postgres.outboxOf('api')).map(({ receiver, job, payload }) => ({ receiver, job, payload })),
  };
};

describe('a file that a program sends', () => {
  it('a sent photo is stored where the chat stores photos; the trainer is asked to check it, and the photo is ready once the trainer has answered', async () => {
    const { send, owner, objects, asked, sees, look } = await setup();

    const { status, body } = await send();

    expect({ status, body }).toEqual({
      status: 202,
      body: {
        ...{ id: expect.any(String), for: 'restoration', state: 'checking', bytes: PHOTO.length },
        ...{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), createdAt: expect.any(String) },
        ...{ expiresAt: expect.any(String), orderId: null, photo: null, recording: null, error: null },
      },
    });
    const { userId } = owner;
    const stored = await objects.getBuffer(incomingPhotoKey(userId, body.id, 'jpg'), { maxBytes: 1_000 });
    expect(stored).toEqual(PHOTO);
    expect(await asked()).toEqual([
      {
        receiver: 'avatar-trainer',
        job: 'shrink-photo',
        payload: { userId, photoId: body.id, purpose: 'restore', answerTo: 'public-api' },
      },
    ]);
    await sees(body.id);
    await eventually(async () => (await look(body.id)).state === 'ready');
    expect((await look(body.id)).photo).toEqual({ width: 640, height: 800, faces: 1, scales: ['x2', 'x4'] });
  });

  it('a photo that is sent to be animated is checked for that purpose, and needs no face', async () => {
    const { send, owner, asked, sees, look } = await setup();

    const { body } = await send(PHOTO, { path: FOR_ANIMATION });

    const { userId } = owner;
    expect(await asked()).toMatchObject([
      { job: 'shrink-photo', payload: { userId, photoId: body.id, purpose: 'animate', answerTo: 'public-api' } },
    ]);
    await sees(body.id, null, 'animate');
    await eventually(async () => (await look(body.id)).state === 'ready');
    expect(await look(body.id)).toMatchObject({
      for: 'animation',
      photo: { width: 640, height: 800, faces: null, scales: [] },
    });
  });

  it('a sent recording may come in pieces and be larger than one part of an upload, and the transcriber is asked to measure it', async () => {
    const { send, owner, objects, asked, hears, look } = await setup();
    const piece = randomBytes(1024 * 1024);
    const pieces = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 12; sent += 1) controller.enqueue(piece);
        controller.close();
      },
    });

    const { body } = await send(pieces, { path: FOR_RECORDING, type: 'audio/mpeg' });

    const { userId } = owner;
    expect(await objects.head(incomingRecordingKey(userId, body.id as SourceId))).toMatchObject({
      size: 12 * 1024 * 1024,
    });
    expect(await asked()).toMatchObject([
      { job: 'measure-recording', payload: { userId, sourceId: body.id, answerTo: 'public-api' } },
    ]);
    await hears(body.id);
    await eventually(async () => (await look(body.id)).state === 'ready');
    expect((await look(body.id)).recording).toEqual({ seconds: 125, speechSeconds: 100 });
  });

  it('the same file, sent several times with one Idempotency-Key, even at once, is one file; another file or another use with that key is refused', async () => {
    const { send, rows, asked, incoming } = await setup();
    const name = 'photo-1';

    const answers = await Promise.all([send(PHOTO, { name }), send(PHOTO, { name }), send(PHOTO, { name })]);
    const later = await send(PHOTO, { name });
    const other = await send(Buffer.from('another'), { name });
    const use = await send(PHOTO, { name, path: FOR_RECORDING });

    expect(new Set([...answers, later].map(({ body }) => body.id)).size).toBe(1);
    expect([other, use].map(({ status, body }) => [status, body.code])).toEqual(
      Array(2).fill([409, 'idempotency-key-reused']),
    );
    expect([await rows(), await asked(), await incoming()].map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('a file that is too large, empty, of a wrong type or without an Idempotency-Key is refused, and nothing of it is stored', async () => {
    const { send, ask, owner, rows, incoming } = await setup({ PUBLIC_API_RECORDING_MB: '1' });
    const large = Buffer.alloc(1024 * 1024 + 1);
    // This body is larger than the buffers of sockets, so the sender has not sent all of it when it is refused.
    const unsaid = () =>
      new ReadableStream({ start: (to) => (Array.from({ length: 30 }, () => to.enqueue(large)), to.close()) });
    const recording = { path: FOR_RECORDING, type: 'audio/ogg' };

    const refused = [
      await send(large, recording),
      await send(unsaid(), recording),
      await send(Buffer.alloc(0)),
      await send(PHOTO, { type: 'multipart/form-data; boundary=x' }),
      await send(Buffer.from('{}'), { type: 'application/json' }),
      await send(PHOTO, { type: 'application/json' }),
      await send(Buffer.alloc(0), { type: 'application/json' }),
      await send(large, { type: 'application/x-www-form-urlencoded' }),
      await ask(FOR_PHOTO, {
        method: 'POST',
        key: owner.key,
        file: { content: PHOTO, type: 'image/jpeg' },
        name: null,
      }),
      await send(PHOTO, { path: '/v1/files?for=money' }),
    ];

    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '413 file-too-large',
      '413 file-too-large',
      '422 file-empty',
      ...Array.from({ length: 5 }, () => '415 content-type-not-taken'),
      '400 idempotency-key-missing',
      '422 body-not-valid',
    ]);
    expect([await rows(), await incoming()]).toEqual([[], []]);
    // Every other route accepts only JSON.
    expect((await send(PHOTO, { path: '/v1/orders' })).body.code).toBe('body-unreadable');
  });

  it('an upload that is cut off leaves nothing behind, and can be sent again with the same Idempotency-Key', async () => {
    const { url, send, owner, rows, incoming } = await setup();
    const half = request(`${url}${FOR_PHOTO}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${owner.key}`, 'idempotency-key': 'cut', 'content-type': 'image/jpeg' },
        'content-length': '1000000',
      },
    });
    half.on('error', () => undefined);
    await new Promise((resolve) => half.write(randomBytes(400_000), resolve));
    half.destroy();

    const again = await send(PHOTO, { name: 'cut' });

    expect(again.status).toBe(202);
    expect(await rows()).toHaveLength(1);
    await eventually(async () => (await incoming()).length === 1);
  });

  it('an app that stops ends an upload at once, and a file that announces that it is too large is refused before it comes', async () => {
    const { app, url, owner, incoming } = await setup();
    const begun = (bytes: number) =>
      request(`${url}${FOR_PHOTO}`, {
        method: 'POST',
        headers: {
          ...{ authorization: `Bearer ${owner.key}`, 'idempotency-key': `${bytes}`, 'content-type': 'image/jpeg' },
          'content-length': `${bytes}`,
        },
      });
    const large = begun(1024 ** 3);
    large.flushHeaders();
    const [refused] = (await once(large, 'response')) as [IncomingMessage];
    expect(refused.statusCode).toBe(413);
    large.destroy();

    const upload = begun(1_000_000);
    const end = new Promise((resolve) => upload.on('error', () => undefined).on('close', resolve));
    upload.write(randomBytes(400_000));
    await eventually(() => app.get(UploadPlaces)['taken'].length === 1);
    const stoppedAt = Date.now();
    await app.close();
    await end;

    expect(Date.now() - stoppedAt).toBeLessThan(SILENCE_MS / 2);
    expect(await incoming()).toEqual([]);
  });

  it('a refused photo has a reason, and no order takes it', async () => {
    const { send, sees, look, ask, owner } = await setup();
    const { body } = await send();
    const order = () =>
      ask('/v1/orders', {
        method: 'POST',
        key: owner.key,
        body: { kind: 'restoration', fileId: body.id, maxCredits: 50 },
      });
    expect((await order()).body).toMatchObject({ code: 'file-not-ready', status: 409 });

    await sees(body.id, 'no-face');
    await eventually(async () => (await look(body.id)).state === 'refused');

    expect((await look(body.id)).error).toEqual({ code: 'no-face', message: expect.stringContaining('no face') });
    expect((await order()).body).toMatchObject({ code: 'file-refused', refusal: 'no-face' });
  });

  it('a person may send only a limited number of files in a minute, at once and in a day, and only up to the quota', async () => {
    const { send, owner, file, postgres } = await setup({ PUBLIC_API_FILES_A_MINUTE: '5', STORAGE_QUOTA_MB: '1' });
    // All photos count together, whatever they are for.
    for (let at = 0; at < 10; at += 1)
      await file(owner, at < 5 ? 'restoration' : 'animation', { checked_at: null, width: null, height: null });
    const atOnce = await send();
    await postgres.admin.query('UPDATE api.uploaded_file SET checked_at = now()');
    for (let at = 0; at < 40; at += 1) await file(owner, at < 20 ? 'restoration' : 'animation');
    const today = await send();
    await postgres.admin.query(`UPDATE api.uploaded_file SET created_at = now() - interval '25 hours'`);
    const fits = await send();
    const { userId } = owner;
    await postgres.fixtures.restoration({ userId, state: 'succeeded', bytes: 1024 * 1024 });
    const full = await send();
    const hurried = [await send(), await send()].at(-1)!;

    expect(
      [atOnce, today, fits, full, hurried].map(({ status, body }) => `${status} ${body.code ?? body.state}`),
    ).toEqual([
      '409 too-many-at-once',
      '409 too-many-today',
      '202 checking',
      '409 storage-full',
      '429 too-many-requests',
    ]);
  });

  it('files whose check never comes keep a person from sending others for an hour, and no longer', async () => {
    const { owner, file, send, postgres } = await setup();
    const waits = { checked_at: null, created_at: new Date(Date.now() - 59 * 60_000) };
    for (let sent = 0; sent < 10; sent += 1) await file(owner, 'restoration', waits);
    expect((await send()).body).toMatchObject({ code: 'too-many-at-once' });

    await postgres.admin.query(`UPDATE api.uploaded_file SET created_at = created_at - interval '2 minutes'`);

    expect((await send()).status).toBe(202);
  });

  it('a file of a person who has not consented, or to an older text, or is banned, is refused', async () => {
    const { send, person, postgres, incoming } = await setup();
    const silent = await person({ agrees: false });
    const agreedOnce = await person({ version: CONSENT_VERSION - 1 });
    const banned = await person();
    await postgres.admin.query(`UPDATE bot.person SET banned_until = now() + interval '1 day' WHERE user_id = $1`, [
      banned.userId,
    ]);

    expect((await send(PHOTO, { key: silent.key })).body.code).toBe('consent-missing');
    expect((await send(PHOTO, { key: agreedOnce.key })).body.code).toBe('consent-missing');
    expect((await send(PHOTO, { key: banned.key })).body.code).toBe('banned');
    expect(await incoming()).toEqual([]);
  });

  it('when a person withdraws the consent or is erased while a file comes, nothing of the file stays', async () => {
    const { send, person, postgres, app, incoming, rows } = await setup();
    const [withdraws, erased] = [await person(), await person()];
    /** A file in two pieces, between which the test does something. */
    const slowly = (meanwhile: () => Promise<unknown>) =>
      new ReadableStream({
        async pull(to) {
          to.enqueue(randomBytes(100_000));
          await meanwhile();
          to.enqueue(randomBytes(100_000));
          to.close();
        },
      });
    const withdrawn = await send(
      slowly(() =>
        postgres.admin.query(`UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1`, [withdraws.userId]),
      ),
      { key: withdraws.key },
    );
    const forgotten = async ({ userId }: { userId: UserId }) => {
      await app.get(Sender).send(
        message(publicApiInbox, 'forget-person', {
          userId,
          erasureId: randomUUID(),
          avatarIds: [],
          round: 0,
          forfeits: true,
        }),
      );
      await eventually(async () => {
        const left = await postgres.admin.query('SELECT FROM api.api_key WHERE user_id = $1', [userId]);
        return left.length === 0;
      });
    };
    const gone = await send(
      slowly(() => forgotten(erased)),
      { key: erased.key },
    );

    expect([withdrawn.body.code, gone.body.code]).toEqual(['consent-missing', 'key-not-valid']);
    expect([await rows(), await incoming()]).toEqual([[], []]);
  });

  it('the row of a file is kept for as long as /privacy says, and not longer: its name can be used anew then', async () => {
    const { send, file, owner, app, rows } = await setup();
    const aged = (ms: number) => ({ created_at: new Date(Date.now() - ms), name: `aged ${ms}` });
    await file(owner, 'restoration', aged(RETENTION_MS.fromPrograms + 60_000));
    const kept = await file(owner, 'restoration', aged(RETENTION_MS.fromPrograms - 60_000));
    const { body } = await send();

    await app.get(ForgetOldRows).run();

    expect((await rows()).map(({ id }) => id).toSorted()).toEqual([kept, body.id].toSorted());
  });

  it('a file that was checked late can be taken as long as its row is kept, and not longer', async () => {
    const { file, owner, sees, look, rows } = await setup();
    const sentAt = Date.now() - 3 * HOUR_MS;
    const late = { checked_at: null, width: null, height: null, created_at: new Date(sentAt) };
    const id = await file(owner, 'restoration', late);

    await sees(id);

    await eventually(async () => expect(await look(id)).toMatchObject({ state: 'ready' }));
    const [{ expires_at: expiresAt }] = (await rows()) as unknown as [{ expires_at: Date }];
    expect(expiresAt.getTime()).toBe(sentAt + RETENTION_MS.fromPrograms);
  });
});

describe('an order of a sent file', () => {
  it.each([
    ['animation', { motion: 'wind' }, 'animation', 1, 'image-generator', 'start-animation', { motion: 'wind' }],
    ['restoration', { scale: 'x2' }, 'restoration.x2', 1, 'photo-enhancer', 'start-restoration', { scale: 'x2' }],
    [
      'transcription',
      { spokenLanguage: 'de', vocabulary: ['PgBouncer'] },
      'transcription.speech',
      11,
      'transcriber',
      'start-transcription',
      { speechUnits: 11, minutes: 2, spokenLanguage: 'de', vocabulary: ['PgBouncer'] },
    ],
  ] as const)(
    'an order of kind %s for a sent file asks billing for the same hold as the gateway',
    async (kind, chosen, item, units, receiver, job, start) => {
      const { ask, owner, file, postgres, look } = await setup();
      const fileId = await file(owner, kind);
      const body = { kind, fileId, ...chosen };
      const { key, userId } = owner;
      const { body: quote } = await ask('/v1/quotes', { method: 'POST', key, body });

      const { status, body: order } = await ask('/v1/orders', {
        method: 'POST',
        key,
        body: { ...body, maxCredits: quote.priceCredits },
      });

      expect(status).toBe(202);
      const [{ payload }] = (await postgres.outboxOf('api')) as unknown as [{ payload: Record<string, unknown> }];
      expect(payload).toMatchObject({
        ...{ orderId: order.id, userId, kind, item, units, refusedTo: 'public-api' },
        ...(kind === 'transcription' && { freeUnits: 10 }), // the first minute of the day
        onHeld: {
          ...{ receiver, job },
          payload: expect.objectContaining({
            ...start,
            ...(kind === 'animation' ? { input: { kind: 'photo', photoId: fileId } } : {}),
          }),
        },
      });
      expect(await look(fileId)).toMatchObject({ state: 'used', orderId: order.id });
    },
  );

  it('an animation needs either a sent photo or a picture, and a picture needs both of its ids', async () => {
    const { ask, owner, file } = await setup();
    const fileId = await file(owner, 'animation');
    const quote = async (body: object) =>
      (await ask('/v1/quotes', { method: 'POST', key: owner.key, body: { kind: 'animation', ...body } })).body;
    const [orderId, pictureId] = [randomUUID(), randomUUID()];

    expect(await quote({ fileId })).toMatchObject({ item: 'animation', units: 1 });
    for (const body of [{}, { orderId }, { pictureId }, { fileId, orderId }, { fileId, orderId, pictureId }])
      expect(await quote(body)).toMatchObject({ code: 'body-not-valid', errors: [{ field: 'fileId' }] });
    expect(await quote({ orderId, pictureId })).toMatchObject({ code: 'not-found', field: 'pictureId' });
  });

  it('when a person withdraws the consent after a file was checked, no order takes the file, and no credits are held', async () => {
    const { ask, owner, file, postgres, asked, look } = await setup();
    const fileId = await file(owner);
    const body = { kind: 'restoration', fileId, maxCredits: 50 };
    const order = () => ask('/v1/orders', { method: 'POST', key: owner.key, body });
    const consent = (withdrawnAt: string) =>
      postgres.admin.query(`UPDATE bot.consent SET withdrawn_at = ${withdrawnAt} WHERE user_id = $1`, [owner.userId]);

    await consent('now()');
    const refused = await order();

    expect([refused.status, refused.body.code]).toEqual([403, 'consent-missing']);
    expect(await asked()).toEqual([]);
    expect(await postgres.admin.query('SELECT FROM api.placed_order')).toEqual([]);
    expect(await look(fileId)).toMatchObject({ state: 'ready', orderId: null });
    await consent('NULL');
    expect((await order()).status).toBe(202);
    expect((await asked()).map(({ job }) => job)).toEqual(['place-hold']);
  });

  it('only one order takes a file, even when several come at once; after billing’s refusal another order may take it', async () => {
    const { ask, owner, file, app, look } = await setup();
    const fileId = await file(owner);
    const order = () =>
      ask('/v1/orders', { method: 'POST', key: owner.key, body: { kind: 'restoration', fileId, maxCredits: 50 } });

    const answers = await Promise.all([order(), order(), order()]);

    const [taken] = answers.filter(({ status }) => status === 202);
    expect(answers.map(({ body }) => body.code ?? 'placed').toSorted()).toEqual(['file-used', 'file-used', 'placed']);
    await app.get(Sender).send(
      message(publicApiInbox, 'explain-refusal', {
        ...{ orderId: taken!.body.id as OrderId, userId: owner.userId, kind: 'restoration' },
        ...{ code: 'not-enough-credits', price: '1000', available: '0' },
      }),
    );
    await eventually(async () => (await look(fileId)).state === 'ready');
  });

  it('no order takes another person’s file, a file for another kind of order, or an expired file', async () => {
    const { ask, owner, person, file, look } = await setup();
    const stranger = await person();
    const order = async (kind: string, fileId: string) =>
      (await ask('/v1/orders', { method: 'POST', key: owner.key, body: { kind, fileId, maxCredits: 50 } })).body.code;
    const expired = await file(owner, 'transcription', { expires_at: new Date(Date.now() - 1) });

    expect(await order('restoration', await file(stranger))).toBe('not-found');
    expect(await order('restoration', await file(owner, 'transcription'))).toBe('file-of-another-kind');
    expect(await order('transcription', expired)).toBe('file-expired');
    expect((await look(expired)).state).toBe('expired');
  });

  it('who orders with a file that was sent for another kind of order reads for which one, and how to send it', async () => {
    const { ask, owner, file } = await setup();
    const fileId = await file(owner, 'animation');

    const { status, body } = await ask('/v1/orders', {
      method: 'POST',
      key: owner.key,
      body: { kind: 'restoration', fileId, maxCredits: 50 },
    });

    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'file-of-another-kind', field: 'fileId', sentFor: 'animation', for: 'restoration' },
    });
  });
});
