import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, json } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { AppError, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { fromReference } from '@aisha/storage';
import { afterThisTest, eventually, statementsOf } from '@aisha/testing';
import { onTrainer, TIMEOUT_MS, type Trainer } from '../../spec/trainer-world';

const PAID = { settled: [{ delivered: 1, reason: null }], announced: 1, explained: [] };
const givenBack = (code: string) => ({ settled: [{ delivered: 0, reason: code }], announced: 0, explained: [code] });
const NOTHING_YET = { settled: [], announced: 0, explained: [] };

/** A training that was paid for and given to FAL; `job` is the request there. */
const atFal = async (trainer: Trainer) => {
  const avatar = await trainer.givenReady();
  const order = trainer.orderOf(avatar);
  await trainer.do('start-training', order);
  await trainer.work();
  return { avatar, order, hint: hintOf(order.orderId) };
};

const hintOf = (orderId: OrderId, requestId: string | null = null) => ({
  orderId,
  requestId,
  source: 'webhook' as const,
});
const finishedAtFal = (trainer: Trainer): Promise<string> =>
  eventually(() => {
    const job = trainer.fal.jobs().at(-1);
    return job?.state === 'COMPLETED' && job.requestId;
  }) as Promise<string>;
/** Listens where FAL calls back, and hands on what it says. */
const onCallbacks = async () => {
  let handle: (orderId: OrderId, requestId: string) => Promise<void> = async () => {};
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      await handle(searchParams.get('order') as OrderId, (body as { request_id: string }).request_id);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    deliver: (to: typeof handle) => void (handle = to),
  };
};
const SLOW = { timeScale: { queue: 0.01, training: 10 } };
const NEVER_STARTS = { timeScale: { queue: 1_000 } };

describe('a training', () => {
  it('gives FAL the photographs with captions, and becomes an avatar with its own copy of the model', async () => {
    const trainer = await onTrainer();
    const { avatar, order, hint } = await atFal(trainer);
    const [job] = trainer.fal.jobs();
    expect(job).toMatchObject({
      endpoint: 'fal-ai/flux-lora-portrait-trainer',
      input: { trigger_phrase: avatar.triggerPhrase, steps: 1_000 },
    });
    const archive = await (await fetch(String(job?.input['images_data_url']))).arrayBuffer();
    const zip = await JSZip.loadAsync(archive, { checkCRC32: true });
    expect(Object.keys(zip.files)).toHaveLength(20);
    expect(await zip.file('01.txt')?.async('string')).toBe('a photo of [trigger] woman');

    await finishedAtFal(trainer);
    await trainer.do('finish-training', hint);

    const done = await trainer.avatar(avatar.id);
    expect(done).toMatchObject({ status: 'completed', isMain: true, finetuneId: job?.requestId });
    const copy = await buffer(await trainer.storage.get(fromReference(done.loraKey!)));
    const original = Buffer.from(await (await fetch(done.loraUrl!)).arrayBuffer());
    expect(copy.equals(original)).toBe(true);
    expect(done.loraSha256).toBe(createHash('sha256').update(original).digest('hex'));
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('of a style goes to the other trainer, whose fields have other names', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady({ trainingType: 'style' });
    await trainer.do('start-training', trainer.orderOf(avatar));

    await trainer.work();

    expect(trainer.fal.jobs()).toMatchObject([
      { endpoint: 'fal-ai/flux-lora-fast-training', input: { trigger_word: avatar.triggerPhrase, is_style: true } },
    ]);
    const archive = await fetch(String(trainer.fal.jobs()[0]?.input['images_data_url']));
    const zip = await JSZip.loadAsync(await archive.arrayBuffer());
    expect(await zip.file('10.txt')?.async('string')).toBe(`in the style of ${avatar.triggerPhrase}`);
  });

  it.each([
    ['of nobody’s avatar', 'avatar-not-found', async () => ({ id: newId<AvatarId>(), userId: newId<UserId>() })],
    [
      'of another person’s avatar',
      'avatar-not-found',
      async (trainer: Trainer) => ({ ...(await trainer.givenReady()), userId: newId<UserId>() }),
    ],
    [
      'of nine photos',
      'too-few-photos',
      (trainer: Trainer) => trainer.given.avatar({ status: 'photos_uploading', photos: 9 }),
    ],
    ['of a finished avatar', 'avatar-not-ready', (trainer: Trainer) => trainer.given.avatar({ status: 'completed' })],
    [
      'of an avatar in training',
      'avatar-not-ready',
      (trainer: Trainer) => trainer.given.avatar({ status: 'training' }),
    ],
  ] as const)('%s is turned away with the credits back', async (_what, code, given) => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await given(trainer));

    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack(code));
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('ordered 8 times at once with one order id is trained and charged once', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady();
    const order = trainer.orderOf(avatar);

    await Promise.all(Array.from({ length: 8 }, () => trainer.do('start-training', order)));
    await Promise.all([trainer.work(), trainer.replica().work()]);

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
  });

  it('told three times at once that it is finished, is settled and announced once', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);

    await Promise.all([trainer, trainer.replica(), trainer.replica()].map((one) => one.do('finish-training', hint)));

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('whose callback is repeated hours later changes nothing', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    await trainer.do('finish-training', hint);
    trainer.fal.expireFiles();

    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('is the main avatar only when there is no other, however many end at the same moment', async () => {
    const trainer = await onTrainer({ concurrency: 3 });
    const userId = newId<UserId>();
    const avatars = [await trainer.givenReady({ userId }), await trainer.givenReady({ userId })];
    const orders = avatars.map((avatar) => trainer.orderOf(avatar));
    for (const order of orders) await trainer.do('start-training', order);
    await trainer.work();
    await eventually(() => trainer.fal.jobs().filter(({ state }) => state === 'COMPLETED').length === 2);

    await Promise.all(orders.map(({ orderId }) => trainer.do('finish-training', hintOf(orderId))));

    const mains = await Promise.all(avatars.map(async ({ id }) => (await trainer.avatar(id)).isMain));
    expect(mains.filter(Boolean)).toHaveLength(1);
  });
});

describe('a callback', () => {
  it('that comes before FAL has answered the submission ends the training, once', async () => {
    const callbacks = await onCallbacks();
    const trainer = await onTrainer({ webhook: callbacks.url });
    callbacks.deliver((orderId, requestId) => trainer.do('finish-training', hintOf(orderId, requestId)));
    trainer.fal.faults.add({ on: 'webhook', kind: 'early' });

    const { order } = await atFal(trainer); // FAL calls back first and answers then

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'succeeded' });
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('that comes before we know the request teaches it to us', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });

    await trainer.do('finish-training', hintOf(order.orderId, await finishedAtFal(trainer)));

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('that names a request FAL does not know changes nothing', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    await trainer.do('finish-training', hintOf(order.orderId, 'never-heard-of'));

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
  });

  it('before the work is done only moves the card on', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    const { order, hint } = await atFal(trainer);
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    await trainer.do('finish-training', hint);

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting' });
    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ step: 'working', secondsLeft: 300 });
  });
});

describe('a training whose callback never comes', () => {
  it('is found finished by the watchdog', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.clock.advance(6_000);

    await Promise.all([trainer.work(), trainer.replica().work()]);

    const [hint, ...others] = await trainer.sent('finish-training');
    expect(others).toEqual([]);
    await trainer.do('finish-training', hint as unknown as ReturnType<typeof hintOf>);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('while FAL cannot be asked is asked about again by the watchdog alone, not by a growing crowd of messages', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    trainer.fal.faults.add({ on: 'status', kind: '503', times: 1 });

    await trainer.do('finish-training', { ...hint, source: 'watchdog' });
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect((await trainer.training(order.orderId)).nextPollAt).not.toBeNull();
    await finishedAtFal(trainer);
    await trainer.do('finish-training', { ...hint, source: 'watchdog' });

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('nor its end is ended at the deadline with the credits back', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'never-finish' });
    const { avatar, order, hint } = await atFal(trainer);

    trainer.clock.advance(TIMEOUT_MS);
    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-silent'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'error', errorCode: 'provider-silent' });
  });

  it('and of which we never learnt whether FAL took it is ended at the deadline, and never sent again', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    trainer.clock.advance(TIMEOUT_MS / 2);
    await trainer.work();
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    trainer.clock.advance(TIMEOUT_MS / 2);
    await trainer.work();
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-silent'));
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('because FAL cannot even be asked is ended at the deadline, not before', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    trainer.fal.faults.add({ on: 'status', kind: '503', times: 2 });

    await expect(trainer.do('finish-training', hint)).rejects.toMatchObject({ code: 'provider-busy' });
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    trainer.clock.advance(TIMEOUT_MS);
    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-silent'));
  });
});

describe('a training that fails', () => {
  it.each([
    ['internal_server_error', 'provider-failed'],
    ['invalid_archive', 'photos-refused'],
  ] as const)('at FAL with %s gives the credits back and keeps the photos for another try', async (errorType, code) => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'fail', errorType });
    const { avatar, order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);

    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack(code));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'error', errorCode: code });
    const again = trainer.orderOf(avatar);
    await trainer.do('start-training', again);
    await trainer.work();
    await eventually(() => trainer.fal.jobs().filter(({ state }) => state === 'COMPLETED').length === 2);
    await trainer.do('finish-training', hintOf(again.orderId));
    expect(await trainer.endOf(again.orderId)).toEqual(PAID);
  });

  it("leaves operators one line, with FAL's own word for what went wrong", async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'fail', errorType: 'file_download_error' });
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);

    await trainer.do('finish-training', hint);
    await trainer.do('finish-training', hint);

    expect(trainer.logged('order.ended')).toEqual([
      expect.objectContaining({
        level: 40,
        orderId: order.orderId,
        outcome: 'failed',
        code: 'provider-failed',
        errorType: 'file_download_error',
        seconds: expect.any(Number),
      }),
    ]);
  });

  it('because its result has expired gives the credits back', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    trainer.fal.expireResult(await finishedAtFal(trainer));

    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-result-lost'));
  });

  it.each([
    ['cannot be copied', 'cut'],
    ['comes only half', 'malformed'],
  ] as const)('is not announced while the model %s, and is once all of it is ours', async (_how, kind) => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'cdn', kind });

    await expect(trainer.do('finish-training', hint)).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    await trainer.giveUp('finish-training', hint, new AppError('provider-unreachable'));
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET); // there is time: the watchdog goes on
    await trainer.do('finish-training', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('to give its model before the deadline gives the credits back', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.fal.expireFiles();

    await expect(trainer.do('finish-training', hint)).rejects.toMatchObject({ code: 'provider-result-lost' });
    await trainer.giveUp('finish-training', hint, new AppError('provider-result-lost'));

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-result-lost'));
  });

  it('because a photograph is gone from our storage is never sent', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady();
    const [photo] = await trainer.photos(avatar.id);
    await trainer.storage.remove([fromReference(photo!.filePath!)]);
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);

    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('file-missing'));
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('sending trainings', () => {
  it.each(['503', '429', '403-locked'] as const)('pauses after FAL answered %s, then sends once', async (kind) => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind });
    const { order } = await atFal(trainer);
    await trainer.work();
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'queued', submitStartedAt: null });
    expect(trainer.fal.jobs()).toEqual([]);

    trainer.clock.advance(15_000);
    await trainer.work();

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting' });
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('is not repeated when the answer of FAL could not be written down', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const order = trainer.orderOf(await trainer.givenReady());
    await trainer.do('start-training', order);
    // The database takes everything but the request's id, once.
    await trainer.admin.query(`ALTER TABLE trainer.training ADD CONSTRAINT away CHECK (request_id IS NULL) NOT VALID`);
    await trainer.work();
    await trainer.admin.query(`ALTER TABLE trainer.training DROP CONSTRAINT away`);

    trainer.clock.advance(180_000);
    await trainer.work();
    await trainer.work();

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });
  });

  it('gives up with the credits back when FAL would not take it before the deadline', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '503' });
    const { order } = await atFal(trainer);
    trainer.clock.advance(TIMEOUT_MS);

    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('took-too-long'));
  });

  it('keeps one of FAL’s places for pictures, whatever number of replicas sends', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 3 });
    for (let person = 0; person < 4; person += 1) {
      await trainer.do('start-training', trainer.orderOf(await trainer.givenReady()));
    }

    await Promise.all([trainer.work(), trainer.replica().work(), trainer.replica().work()]);

    expect(trainer.fal.jobs()).toHaveLength(2);
  });

  it('goes on while FAL’s storage keeps one of them waiting', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 3 });
    trainer.worksByItself();
    const [slow, quick] = [await trainer.givenReady(), await trainer.givenReady()].map((avatar) =>
      trainer.orderOf(avatar),
    );
    trainer.fal.faults.add({ on: 'storage', kind: 'hang', match: `upload ${slow!.avatarId}` });

    await trainer.do('start-training', slow!);
    await eventually(() => trainer.fal.faults.list().length === 0);
    await trainer.do('start-training', quick!);

    await eventually(async () => expect(await trainer.training(quick!.orderId)).toMatchObject({ state: 'waiting' }));
    expect(await trainer.training(slow!.orderId)).toMatchObject({ state: 'running' });
  });

  it('waits while pictures use all places', async () => {
    const trainer = await onTrainer();
    await trainer.given.generation({ state: 'waiting', submitStartedAt: new Date(), requestId: 'r-1' });
    await trainer.given.generation({ state: 'running', submitStartedAt: new Date() });
    await trainer.do('start-training', trainer.orderOf(await trainer.givenReady()));

    await trainer.work();

    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('lets a person with nothing running go before one who has a training already', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 3 });
    const userId = newId<UserId>();
    const eager = [await trainer.givenReady({ userId }), await trainer.givenReady({ userId })];
    const other = await trainer.givenReady();
    const orders = [...eager, other].map((avatar) => trainer.orderOf(avatar));
    for (const order of orders) await trainer.do('start-training', order);

    await trainer.work();

    const states = await Promise.all(orders.map(async ({ orderId }) => (await trainer.training(orderId)).state));
    expect(states).toEqual(['waiting', 'queued', 'waiting']);
  });

  it('tells each its place, and those who wait when the queue moves', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const orders = [trainer.orderOf(await trainer.givenReady()), trainer.orderOf(await trainer.givenReady())];
    for (const order of orders) await trainer.do('start-training', order);

    await trainer.work();

    const said = (await trainer.sent('show-progress')).map(({ orderId, step, ahead }) => ({ orderId, step, ahead }));
    expect(said).toEqual([
      { orderId: orders[0]?.orderId, step: 'queued', ahead: 0 },
      { orderId: orders[1]?.orderId, step: 'queued', ahead: 1 },
      { orderId: orders[0]?.orderId, step: 'preparing', ahead: null },
      { orderId: orders[1]?.orderId, step: 'queued', ahead: 1 },
      { orderId: orders[0]?.orderId, step: 'at-provider-queue', ahead: null },
    ]);
  });

  it('tells a person whose training FAL would not take yet that it waits again', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '429' });

    await atFal(trainer);

    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ step: 'queued', ahead: 0 });
  });

  it.each([
    ['what such trainings took lately', [500, 600, 700], { fraction: 0.25, secondsLeft: 450 }],
    ['what the price screen said, five minutes, before there are any', [], { fraction: 0.5, secondsLeft: 150 }],
  ])('says how long is left by %s', async (_which, lately, said) => {
    const trainer = await onTrainer({ fal: SLOW });
    const end = trainer.clock.now().getTime();
    for (const seconds of lately) {
      const submitStartedAt = new Date(end - seconds * 1_000);
      await trainer.given.training({ state: 'succeeded', preset: 'fast', submitStartedAt, finishedAt: new Date(end) });
    }
    const { hint } = await atFal(trainer);
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');
    trainer.clock.advance(150_000);

    await trainer.do('finish-training', hint);

    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ step: 'working', ...said });
  });
});

describe('a training whose credits went back before it was begun', () => {
  it('is turned away: the person is told why and keeps the photos for another order', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady();
    const order = trainer.orderOf(avatar);
    await trainer.forget(order.orderId);

    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('hold-forgotten'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'ready_for_training' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('while FAL would not take it, is not sent any more', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '429' });
    const { avatar, order } = await atFal(trainer);
    await trainer.forget(order.orderId);

    trainer.clock.advance(15_000);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('hold-forgotten'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'error', errorCode: 'hold-forgotten' });
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('the photographs of a training', () => {
  /** FAL would not take a training whose photographs it has already; it will now. */
  const refusedOnce = async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    trainer.fal.faults.add({ on: 'submit', kind: '429' });
    const { order } = await atFal(trainer);
    const { datasetUrl } = await trainer.training(order.orderId);
    trainer.clock.advance(15_000);
    return { trainer, order, datasetUrl };
  };
  const trainedOn = (trainer: Trainer) => trainer.fal.jobs()[0]?.input['images_data_url'];

  it('are uploaded once, however often FAL would not take it', async () => {
    const { trainer, datasetUrl } = await refusedOnce();

    await trainer.work();

    expect(datasetUrl).toMatch(/^http/);
    expect(trainedOn(trainer)).toBe(datasetUrl);
  });

  it('are uploaded again when FAL has them no more', async () => {
    const { trainer, order, datasetUrl } = await refusedOnce();
    trainer.fal.expireFiles();

    await trainer.work();

    expect(trainedOn(trainer)).not.toBe(datasetUrl);
    expect(trainedOn(trainer)).toBe((await trainer.training(order.orderId)).datasetUrl);
    expect((await fetch(String(trainedOn(trainer)))).status).toBe(200);
  });

  it('are found by nobody through us once it has ended', async () => {
    const { trainer, order } = await refusedOnce();

    await trainer.do('cancel-training', order);

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'cancelled', datasetUrl: null });
  });
});

describe('a trainer with nothing to do', () => {
  it('asks the database one question a round, also while a training is at FAL', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    await atFal(trainer);
    const statements = statementsOf(trainer.database);

    await trainer.tick();

    expect(statements).toHaveLength(1);
  });

  it('sends what is queued and looks after what is due when its round comes', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await trainer.do('start-training', trainer.orderOf(await trainer.givenReady()));
    await finishedAtFal(trainer);
    trainer.clock.advance(6_000);

    await trainer.tick();

    expect(await trainer.sent('finish-training')).toMatchObject([{ orderId: order.orderId }]);
  });

  it('does not begin a training that can no longer end in time', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());
    await trainer.do('start-training', order);
    trainer.clock.advance(TIMEOUT_MS);

    await trainer.tick();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('took-too-long'));
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('a process that dies', () => {
  it('is told from one that only packs slowly: that one keeps its training', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());
    await trainer.do('start-training', order);
    trainer.fal.faults.add({ on: 'storage', kind: 'hang' });
    const packing = trainer.work();
    await eventually(async () => expect(await trainer.training(order.orderId)).toMatchObject({ state: 'running' }));

    trainer.clock.advance(600_000);
    const leftBehind = trainer.clock.now();
    await eventually(async () =>
      expect((await trainer.training(order.orderId)).nextPollAt!.getTime()).toBeGreaterThan(leftBehind.getTime()),
    );
    await trainer.work();

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'running' });
    await packing;
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'queued' }); // FAL’s storage never answered
  });

  it('while packing leaves a training that another sends, once', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());
    await trainer.do('start-training', order);
    await trainer.admin.query(
      `UPDATE trainer.training SET state = 'running', started_at = $1, next_look_at = $1 WHERE order_id = $2`,
      [trainer.clock.now(), order.orderId],
    );

    trainer.clock.advance(60_000);
    await trainer.work();
    await trainer.work();

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting' });
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('between sending and hearing the answer leaves a training that is never sent again', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());
    await trainer.do('start-training', order);
    await trainer.admin.query(
      `UPDATE trainer.training SET state = 'running', started_at = $1, submitting_since = $1,
         endpoint = 'fal-ai/flux-lora-portrait-trainer' WHERE order_id = $2`,
      [trainer.clock.now(), order.orderId],
    );

    trainer.clock.advance(180_000);
    await trainer.work();
    await trainer.work();

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('cancelling a training', () => {
  const cancel = (trainer: Trainer, { orderId, userId }: { orderId: OrderId; userId: UserId }) =>
    trainer.do('cancel-training', { orderId, userId });

  it('in our queue ends it at once; it is never sent', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady();
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);

    await cancel(trainer, order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'cancelled' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it.each([
    ['in FAL’s queue', NEVER_STARTS],
    ['at work at FAL', SLOW],
  ])('%s stops it there and gives the credits back', async (_where, falOptions) => {
    const trainer = await onTrainer({ fal: falOptions });
    const { order } = await atFal(trainer);
    if (falOptions === SLOW) await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
    await trainer.do('finish-training', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('is no failure when FAL’s callback is here before its answer', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    const { order } = await atFal(trainer);
    trainer.fal.faults.add({ on: 'cancel', kind: 'reset' });

    await expect(cancel(trainer, order)).rejects.toMatchObject({ code: 'provider-unreachable' });
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
    await trainer.do('finish-training', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));
    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('that FAL has already finished comes too late: it is delivered and charged', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await finishedAtFal(trainer);

    await cancel(trainer, order);
    const [hint] = await trainer.sent('finish-training');
    await trainer.do('finish-training', hint as unknown as ReturnType<typeof hintOf>);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('of which we do not know whether FAL took it gives the credits back, and stops it there once it is heard of', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    await cancel(trainer, order);
    await trainer.do('finish-training', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
  });

  it('that has not come through billing yet ends it when it comes; the photos are kept for another order', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.givenReady();
    const order = trainer.orderOf(avatar);

    await cancel(trainer, order);
    await cancel(trainer, order);
    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'cancelled' });
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'ready_for_training' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('that comes through billing at that very moment ends it once', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());

    await Promise.all([cancel(trainer, order), trainer.do('start-training', order)]);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('that was given up before FAL heard of it is remembered like any other', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.givenReady());

    await trainer.giveUp('cancel-training', order, new AppError('unexpected'));
    await trainer.do('start-training', order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('of another person that has not come through billing yet does not keep it from being trained', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const order = trainer.orderOf(await trainer.givenReady());

    await cancel(trainer, { ...order, userId: newId<UserId>() });
    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('of another person changes nothing', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const { order } = await atFal(trainer);

    await cancel(trainer, { ...order, userId: newId<UserId>() });

    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()[0]?.state).toBe('IN_QUEUE');
  });

  it('that is finished changes nothing', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    await trainer.do('finish-training', hint);

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });
});
