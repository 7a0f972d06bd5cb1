import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import type { AvatarId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { fromReference } from '@aisha/storage';
import { eventually, statementsOf } from '@aisha/testing';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { atFal, finishedAtFal, givenBack, hintOf, NEVER_STARTS, NOTHING_YET, PAID, queued } from '../../spec/trainings';

describe('a training', () => {
  it('a training gives FAL the photographs with captions, and the avatar gets its own copy of the model', async () => {
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
    expect(await zip.file('01.txt')?.async('string')).toBe(`a photo of ${avatar.triggerPhrase} woman`);

    await finishedAtFal(trainer);
    await trainer.do('finish-order', hint);

    const done = await trainer.avatar(avatar.id);
    expect(done).toMatchObject({ status: 'completed', isMain: true, finetuneId: job?.requestId });
    const copy = await buffer(await trainer.storage.get(fromReference(done.loraKey!)));
    const original = Buffer.from(await (await fetch(done.loraUrl!)).arrayBuffer());
    expect(copy.equals(original)).toBe(true);
    expect(done.loraSha256).toBe(createHash('sha256').update(original).digest('hex'));
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a training of a style goes to another trainer, whose fields have other names', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar({ trainingType: 'style' });
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
    ['of an unknown avatar', 'avatar-not-found', async () => ({ id: newId<AvatarId>(), userId: newId<UserId>() })],
    [
      'of another person’s avatar',
      'avatar-not-found',
      async (trainer: Trainer) => ({ ...(await trainer.readyAvatar()), userId: newId<UserId>() }),
    ],
    [
      'of nine photos',
      'too-few-photos',
      (trainer: Trainer) => trainer.fixtures.avatar({ status: 'photos_uploading', photos: 9 }),
    ],
    [
      'of a finished avatar',
      'avatar-not-ready',
      (trainer: Trainer) => trainer.fixtures.avatar({ status: 'completed' }),
    ],
    [
      'of an avatar in training',
      'avatar-not-ready',
      (trainer: Trainer) => trainer.fixtures.avatar({ status: 'training' }),
    ],
  ] as const)('a training %s is refused, and the credits go back', async (_what, code, given) => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await given(trainer));

    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack(code));
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a training waits for the person’s description of the avatar when the order comes before it', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar({ status: 'ready_for_training', subject: null });
    const order = trainer.orderOf(avatar);
    await expect(trainer.do('start-training', order)).rejects.toMatchObject({ code: 'unexpected', mayRetry: true });

    const { id: avatarId, userId, name, trainingType } = avatar;
    await trainer.do('create-avatar', { avatarId, userId, name, trainingType, subject: 'man' });
    await trainer.do('start-training', order);
    await trainer.work();

    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('a training that is ordered 8 times at once under one order id is sent to FAL once', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);

    await Promise.all(Array.from({ length: 8 }, () => trainer.do('start-training', order)));
    await Promise.all([trainer.work(), trainer.replica().work()]);

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
  });

  it('a training that is reported finished three times at once is settled and announced once', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);

    await Promise.all([trainer, trainer.replica(), trainer.replica()].map((one) => one.do('finish-order', hint)));

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a callback that is repeated hours later changes nothing', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    await trainer.do('finish-order', hint);
    trainer.fal.expireFiles();

    await trainer.do('finish-order', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('one avatar becomes the main one when two trainings of its person end at the same moment', async () => {
    const trainer = await onTrainer({ concurrency: 3 });
    const userId = newId<UserId>();
    const avatars = [await trainer.readyAvatar({ userId }), await trainer.readyAvatar({ userId })];
    const orders = avatars.map((avatar) => trainer.orderOf(avatar));
    for (const order of orders) await trainer.do('start-training', order);
    await trainer.work();
    await eventually(() => trainer.fal.jobs().filter(({ state }) => state === 'COMPLETED').length === 2);

    await Promise.all(orders.map(({ orderId }) => trainer.do('finish-order', hintOf(orderId))));

    const mains = await Promise.all(avatars.map(async ({ id }) => (await trainer.avatar(id)).isMain));
    expect(mains.filter(Boolean)).toHaveLength(1);
  });
});

describe('a training whose credits went back before it began', () => {
  it('a training whose credits went back before it began is refused: the person reads why, and keeps the photos for another order', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);
    await trainer.forget(order.orderId);

    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('hold-forgotten'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'ready_for_training' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a training whose credits went back while FAL refused it is not sent again', async () => {
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
  /** A training that FAL refused once, after it had received the photographs, and that is due for its next attempt. */
  const refusedOnce = async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    trainer.fal.faults.add({ on: 'submit', kind: '429' });
    const { order } = await atFal(trainer);
    const { datasetUrl } = await trainer.training(order.orderId);
    trainer.clock.advance(15_000);
    return { trainer, order, datasetUrl };
  };
  const trainedOn = (trainer: Trainer) => trainer.fal.jobs()[0]?.input['images_data_url'];

  it('the photographs of a training are not uploaded again after FAL has refused the training', async () => {
    const { trainer, datasetUrl } = await refusedOnce();

    await trainer.work();

    expect(datasetUrl).toMatch(/^http/);
    expect(trainedOn(trainer)).toBe(datasetUrl);
  });

  it('the photographs of a training are uploaded again when FAL no longer has them', async () => {
    const { trainer, order, datasetUrl } = await refusedOnce();
    trainer.fal.expireFiles();

    await trainer.work();

    expect(trainedOn(trainer)).not.toBe(datasetUrl);
    expect(trainedOn(trainer)).toBe((await trainer.training(order.orderId)).datasetUrl);
    expect((await fetch(String(trainedOn(trainer)))).status).toBe(200);
  });

  it('the row of a training contains no address of the photographs once the training has ended', async () => {
    const { trainer, order } = await refusedOnce();

    await trainer.do('cancel-order', { ...order, kind: 'training' });

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'cancelled', datasetUrl: null });
  });
});

describe('a trainer with nothing to do', () => {
  it('an idle trainer sends the database one query a round, even while a training is at FAL', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    await atFal(trainer);
    const statements = statementsOf(trainer.database);

    await trainer.tick();

    expect(statements).toHaveLength(1);
  });

  it('in its round the trainer collects what FAL has finished, and sends what is queued', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    const next = await queued(trainer);
    await finishedAtFal(trainer);
    trainer.clock.advance(6_000);

    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    expect(await trainer.training(next.orderId)).toMatchObject({ state: 'waiting' });
  });
});
