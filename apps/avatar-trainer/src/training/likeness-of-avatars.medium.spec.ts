import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pathsOf, type OrderId, type PhotoFinding, type PhotoId, type UserId } from '@aisha/domain';
import type { TrainedLora, Training } from '@aisha/kinds/tables';
import { avatarPhotoKey, fromReference, loraKey, toReference } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newId } from '@aisha/platform';
import { decoder, onTrainer, TIMEOUT_MS, type Trainer } from '../../spec/trainer-harness';
import { cancel, finishedAtFal, givenBack, hintOf, NOTHING_YET, PAID } from '../../spec/trainings';
import { bestOf, PROBED_SCALES } from '../likeness/lora-scale';
import { trainingPolicy } from './training.work';

/** The drawn person's selfie, and the embedding of their face. */
let selfie: Buffer;
let embedding: number[];
beforeAll(async () => {
  [selfie] = (await drawnSelfies(7, 1)) as [Buffer];
  const [face] = await decoder.facesOf(selfie, AbortSignal.timeout(60_000));
  embedding = [...face!.embedding];
});

/** An avatar with ten photos of the drawn person, ordered and in training at FAL. */
const training = async (
  trainer: Trainer,
  {
    userId = newId<UserId>(),
    findings = [],
    references = 0,
  }: { userId?: UserId; findings?: PhotoFinding[]; references?: number } = {},
) => {
  const avatar = await trainer.fixtures.avatar({ userId, status: 'ready_for_training', photos: 0 });
  for (let n = 0; n < 10; n += 1) {
    const key = avatarPhotoKey(avatar.userId, avatar.id, newId<PhotoId>());
    await trainer.storage.put(key, selfie, { contentType: 'image/jpeg' });
    const referenceRank = n < references ? n + 1 : null;
    await trainer.fixtures.photo({
      avatarId: avatar.id,
      filePath: toReference(key),
      embedding,
      findings,
      referenceRank,
    });
  }
  const order = trainer.orderOf(avatar);
  await trainer.do('start-training', order);
  await trainer.work();
  return { avatar, order };
};

/** Passes on FAL's callbacks for all finished requests of an order, even those that were passed on before. */
const called = async (trainer: Trainer, orderId: OrderId) => {
  for (const { requestId, state } of trainer.fal.jobs()) {
    if (state !== 'COMPLETED') continue;
    await trainer.do('finish-order', hintOf(orderId, requestId));
    await trainer.work();
  }
};

/** Waits until this many requests of an order have been sent; resolves to the order's row. */
const atRequest = (trainer: Trainer, orderId: OrderId, count: number) =>
  eventually(
    async () => {
      if (trainer.fal.jobs().length < count) await called(trainer, orderId);
      return trainer.fal.jobs().length >= count && trainer.training(orderId);
    },
    { timeoutMs: 60_000 },
  );

const toTheEnd = (trainer: Trainer, orderId: OrderId) =>
  eventually(
    async () => {
      await called(trainer, orderId);
      const found = await trainer.training(orderId);
      return found.finishedAt && found;
    },
    { timeoutMs: 60_000 },
  );
const drawn = (trainer: Trainer) => trainer.fal.jobs().filter(({ endpoint }) => endpoint === 'fal-ai/flux-lora');
const trainedAtFal = (trainer: Trainer) => trainer.fal.jobs().length - drawn(trainer).length;
/** Changes the row of the training under way: it becomes the second training, after a first model that was unlike the photos. */
const isSecond = (trainer: Trainer, { orderId, userId, avatarId }: ReturnType<Trainer['orderOf']>) => {
  const model: TrainedLora = {
    loraUrl: 'https://fal.media/first',
    loraKey: toReference(loraKey(userId, avatarId, orderId, 1)),
    loraSha256: '0',
    finetuneId: 'first',
  };
  return trainer.admin.query('UPDATE trainer.training SET model = $2, first_distance = 0.7 WHERE order_id = $1', [
    orderId,
    model,
  ]);
};
/** Makes the pictures of the next requests show a stranger. The training itself does not change. */
const drawsStrangers = (trainer: Trainer, times: number) =>
  trainer.fal.faults.add({ on: 'job', kind: 'stranger', times });

const NANO_BANANA = 'google/nano-banana-2.1/edit';
const UNTRIED = { status: 'completed', loraScale: null, likenessDistance: null };

describe('a new avatar', () => {
  it('a new avatar is tried out with the same portrait at three scales, and the best scale is kept', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);

    const { probes, firstDistance, model } = await toTheEnd(trainer, order.orderId);

    expect(probes.map(({ scale }) => scale)).toEqual([...PROBED_SCALES]);
    expect(probes.every(({ distance }) => typeof distance === 'number')).toBe(true);
    expect(trainer.logged('avatar.probed')).toMatchObject(
      probes.map((probe) => ({ ...probe, orderId: order.orderId })),
    );
    expect({ firstDistance, model }).toEqual({ firstDistance: null, model: null });
    const best = bestOf(probes)!;
    const { status, loraScale, likenessDistance, finetuneId } = await trainer.avatar(avatar.id);
    expect({ status, loraScale, likenessDistance }).toEqual({
      status: 'completed',
      loraScale: expect.closeTo(best.scale),
      likenessDistance: expect.closeTo(best.distance),
    });
    expect(likenessDistance).toBeLessThan(0.4);
    expect(finetuneId).toBe(trainer.fal.jobs()[0]!.requestId);
    const requests = drawn(trainer).map(({ input }) => input as { loras: { scale: number }[]; prompt: string });
    expect(requests.map(({ loras }) => loras[0]!.scale)).toEqual([...PROBED_SCALES]);
    expect(new Set(requests.map(({ prompt }) => prompt)).size).toBe(1);
    expect(requests[0]).toMatchObject({
      prompt: expect.stringMatching(/^a photo of \S+ \S+, head and shoulders, facing the camera, plain background$/),
      ...{
        seed: 1,
        num_images: 1,
        num_inference_steps: 28,
        guidance_scale: 3.5,
        image_size: { width: 1024, height: 1024 },
      },
    });
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar is also tried out from its photos, with the same portrait, and both distances are kept', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer, { references: 3 });

    const { probes } = await toTheEnd(trainer, order.orderId);

    expect(probes.map(({ scale }) => scale)).toEqual([...PROBED_SCALES, undefined]);
    const [fromPhotos] = trainer.fal.jobs().filter(({ endpoint }) => endpoint === NANO_BANANA);
    expect(fromPhotos?.input).toMatchObject({
      prompt: expect.stringMatching(
        /reference photos.*: a photo of a woman, head and shoulders, facing the camera, plain/,
      ),
      ...{ seed: 1, num_images: 1, aspect_ratio: '1:1' },
    });
    expect(fromPhotos?.input['image_urls']).toHaveLength(3);
    const { loraScale, likenessDistance, referencesDistance } = await trainer.avatar(avatar.id);
    expect({ loraScale, likenessDistance, referencesDistance }).toEqual({
      loraScale: expect.closeTo(bestOf(probes)!.scale),
      likenessDistance: expect.closeTo(bestOf(probes)!.distance),
      referencesDistance: expect.closeTo(probes.at(-1)!.distance!),
    });
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('an avatar whose pictures from photos are more similar than those by its model is first offered to be drawn from photos, and its training is charged as usual', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'stranger', match: 'fal-ai/flux-lora ', times: 3 });
    const { avatar, order } = await training(trainer, { references: 3, findings: ['another-person'] });

    await toTheEnd(trainer, order.orderId);

    const measured = await trainer.avatar(avatar.id);
    expect(measured.likenessDistance).toBeGreaterThan(0.595);
    expect(measured.referencesDistance).toBeLessThan(0.45);
    expect(pathsOf(measured, { photos: 10, references: 3 })).toEqual(['references', 'model']);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar keeps the best scale of its model when the picture from photos cannot be drawn', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'fail', match: NANO_BANANA });
    const { avatar, order } = await training(trainer, { references: 3 });

    await toTheEnd(trainer, order.orderId);

    const { loraScale, likenessDistance, referencesDistance } = await trainer.avatar(avatar.id);
    expect([loraScale, likenessDistance]).not.toContain(null);
    expect(referencesDistance).toBeNull();
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar that a model of another family trains is tried out by that family’s models, and its row names the family', async () => {
    const trainer = await onTrainer({ trainedBy: 'fal-ai/z-image-turbo-trainer-v2' });
    const { avatar, order } = await training(trainer);

    await toTheEnd(trainer, order.orderId);

    const [trained, ...tried] = trainer.fal.jobs();
    expect(trained).toMatchObject({
      endpoint: 'fal-ai/z-image-turbo-trainer-v2',
      input: { default_caption: `a photo of ${avatar.triggerPhrase} person`, steps: 1_000 },
    });
    expect(tried.map(({ endpoint }) => endpoint)).toEqual(PROBED_SCALES.map(() => 'fal-ai/z-image/turbo/lora'));
    const { loraFamily, likenessDistance } = await trainer.avatar(avatar.id);
    expect(loraFamily).toBe('z-image-turbo');
    expect(likenessDistance).toBeLessThan(0.4);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar is tried out before later trainings begin, even with only one slot', async () => {
    const trainer = await onTrainer({ concurrency: 1 });
    const { order } = await training(trainer);
    for (let n = 0; n < 3; n += 1) await training(trainer);

    await toTheEnd(trainer, order.orderId);

    expect(drawn(trainer)).toHaveLength(PROBED_SCALES.length);
    const [first, ...next] = trainer.fal.jobs().map(({ endpoint }) => endpoint);
    expect(next.slice(0, PROBED_SCALES.length)).not.toContain(first);
  });

  it('a new avatar unlike its photos is trained again at our cost, and charged once when it is then similar', async () => {
    const trainer = await onTrainer();
    drawsStrangers(trainer, 4); // the first training and its three pictures
    const { avatar, order } = await training(trainer);

    const { firstDistance, probes } = await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(2);
    expect(firstDistance).toBeGreaterThan(0.595);
    expect(probes).toHaveLength(PROBED_SCALES.length);
    expect((await trainer.avatar(avatar.id)).likenessDistance).toBeLessThan(0.4);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    const [superseded, kept] = ([1, 2] as const).map((n) => loraKey(avatar.userId, avatar.id, order.orderId, n));
    expect((await trainer.avatar(avatar.id)).loraKey).toBe(toReference(kept!));
    await trainer.storage.head(kept!);
    await eventually(() => expect(trainer.storage.head(superseded!)).rejects.toThrow());
  });

  it('a new avatar that is unlike its photos twice costs nothing, and can still be drawn', async () => {
    const trainer = await onTrainer();
    drawsStrangers(trainer, 4);
    const { avatar, order } = await training(trainer);
    await isSecond(trainer, order);

    await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(1); // the second one (`isSecond` made up the first); there is no third
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('avatar-unlike'));
    const { status, loraKey: kept, likenessDistance, isMain } = await trainer.avatar(avatar.id);
    expect({ status, kept, isMain }).toEqual({
      status: 'completed',
      kept: toReference(loraKey(avatar.userId, avatar.id, order.orderId, 2)),
      isMain: true,
    });
    expect(likenessDistance).toBeGreaterThan(0.595);
  });

  it.each([
    ['first', 1],
    ['second', 2],
  ])('a new avatar whose %s trial picture cannot be drawn is delivered with the usual scale', async (_, requests) => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    await atRequest(trainer, order.orderId, requests);
    trainer.fal.faults.add({ on: 'job', kind: 'fail', times: 1 });

    await toTheEnd(trainer, order.orderId);

    expect(drawn(trainer)).toHaveLength(requests);
    expect(await trainer.avatar(avatar.id)).toMatchObject(UNTRIED);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar is delivered and charged at once when its person cancels while it is tried out, because it is finished already', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    trainer.fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
    await atRequest(trainer, order.orderId, 2);

    await cancel(trainer, order);

    expect(await trainer.avatar(avatar.id)).toMatchObject(UNTRIED);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar costs nothing when its person cancels the second training, and can still be drawn', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
    const { avatar, order } = await training(trainer);
    await isSecond(trainer, order);

    await cancel(trainer, order);

    expect((await trainer.training(order.orderId)).state).toBe('cancelled');
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'completed', finetuneId: 'first' });
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('a new avatar keeps only the file of its first model when its person cancels while the second one is copied', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    await isSecond(trainer, order);
    const fileOf = (attempt: 1 | 2) => loraKey(avatar.userId, avatar.id, order.orderId, attempt);
    await trainer.storage.put(fileOf(1), Buffer.from('first'), { contentType: 'application/octet-stream' });
    const requestId = await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'cdn', kind: 'slow', delayMs: 2_000, times: 1 });
    trainer.fal.faults.add({ on: 'cancel', kind: '503' });
    const isCopied = () => !trainer.fal.faults.list().some(({ on }) => on === 'cdn');

    const collecting = trainer.do('finish-order', hintOf(order.orderId, requestId));
    await eventually(isCopied);
    await trainer.do('cancel-order', { ...order, kind: 'training' }, { isLastAttempt: true }); // FAL answers the cancel with 503
    await collecting;

    expect((await trainer.training(order.orderId)).state).toBe('cancelled');
    expect((await trainer.avatar(avatar.id)).loraKey).toBe(toReference(fileOf(1)));
    expect(await buffer(await trainer.storage.get(fileOf(1)))).toEqual(Buffer.from('first'));
    await expect(trainer.storage.head(fileOf(2))).rejects.toThrow();
  });

  it('a slow process that copies a model again does not remove the file of an avatar that another process has completed', async () => {
    const trainer = await onTrainer({ probes: false });
    const { avatar, order } = await training(trainer);
    const requestId = await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'cdn', kind: 'slow', delayMs: 3_000, times: 1 });
    const isCopied = () => !trainer.fal.faults.list().some(({ on }) => on === 'cdn');

    const slow = trainer.do('finish-order', hintOf(order.orderId, requestId));
    await eventually(isCopied);
    // The row says that the lease has run out, so another process collects the same model, too, and finds that it is unlike the photos.
    await trainer.admin.query(
      'UPDATE trainer.training SET lease_until = NULL, version = version + 1 WHERE order_id = $1',
      [order.orderId],
    );
    await trainer.replica().do('finish-order', hintOf(order.orderId, requestId));
    expect((await trainer.avatar(avatar.id)).status).toBe('completed');
    await trainer.admin.query('UPDATE trainer.training SET delivered = 0 WHERE order_id = $1', [order.orderId]);
    await slow;

    const { loraKey: kept } = await trainer.avatar(avatar.id);
    expect((await trainer.storage.head(fromReference(kept!))).size).toBeGreaterThan(0);
  });

  it('the training of a new avatar ends after two minutes in which FAL neither confirmed nor refused a trial picture', async () => {
    const trainer = await onTrainer();
    const { order } = await training(trainer);
    const trained = await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    await trainer.do('finish-order', hintOf(order.orderId, trained));
    await eventually(async () => {
      await trainer.work();
      return (await trainer.training(order.orderId)).shownStep === 'unconfirmed';
    });

    const sentAt = (await trainer.training(order.orderId)).submitStartedAt!.getTime();
    trainer.clock.set(new Date(sentAt + 2 * 60_000 - 1_000));
    await trainer.work();
    await trainer.settled();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);

    trainer.clock.advance(1_000);

    await eventually(async () => {
      await trainer.work(); // no callback comes: FAL draws the picture, but the other process does not know the request
      return (await trainer.training(order.orderId)).finishedAt;
    });
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar is tried out by another process when the first one dies, and no picture is requested twice', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    await atRequest(trainer, order.orderId, 2);
    const other = trainer.replica();

    // No further callbacks come, so the other process finds each request by polling.
    await eventually(
      async () => {
        if (trainer.fal.jobs().every(({ state }) => state === 'COMPLETED')) {
          trainer.clock.advance(5_000);
          await other.work();
        }
        return (await trainer.training(order.orderId)).finishedAt;
      },
      { timeoutMs: 60_000 },
    );

    expect(drawn(trainer)).toHaveLength(PROBED_SCALES.length);
    expect((await trainer.avatar(avatar.id)).loraScale).not.toBeNull();
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a trial picture that FAL calls indecent does not count, even if it is not black', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'nsfw-shown', times: 1 + PROBED_SCALES.length }); // The training is not affected.
    const { avatar, order } = await training(trainer);

    const { probes } = await toTheEnd(trainer, order.orderId);

    expect(probes.map(({ distance }) => distance)).toEqual(PROBED_SCALES.map(() => null));
    expect(trainedAtFal(trainer)).toBe(1);
    expect(await trainer.avatar(avatar.id)).toMatchObject(UNTRIED);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar is announced at once when trial pictures are switched off', async () => {
    const trainer = await onTrainer({ probes: false });
    const { avatar, order } = await training(trainer);

    await toTheEnd(trainer, order.orderId);

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.avatar(avatar.id)).toMatchObject(UNTRIED);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a new avatar that cannot be trained again keeps its first model, and the credits go back', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'fail', times: 1 });
    const { avatar, order } = await training(trainer);
    await isSecond(trainer, order);

    await toTheEnd(trainer, order.orderId);

    const kept = { status: 'completed', finetuneId: 'first', likenessDistance: expect.closeTo(0.7) };
    expect(await trainer.avatar(avatar.id)).toMatchObject(kept);
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('avatar-unlike'));
  });

  it('an avatar that is stopped while FAL trains it is still tried out', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    await trainer.admin.query(`UPDATE trainer.avatar SET stopped_for = 'reported', stopped_at = now()`);

    const { probes } = await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(1);
    expect(probes).toHaveLength(PROBED_SCALES.length);
    const { status, loraScale, likenessDistance, stoppedFor } = await trainer.avatar(avatar.id);
    expect({ status, loraScale, stoppedFor }).toEqual({
      status: 'completed',
      loraScale: expect.any(Number),
      stoppedFor: 'reported',
    });
    expect(likenessDistance).toBeLessThan(0.4);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('an avatar that is unlike its photos, and is stopped while FAL trains it, is not trained again, and the credits go back', async () => {
    const trainer = await onTrainer();
    drawsStrangers(trainer, 4); // the training, and its three pictures
    const { avatar, order } = await training(trainer);
    await trainer.admin.query(`UPDATE trainer.avatar SET stopped_for = 'misused', stopped_at = now()`);

    await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(1);
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'completed', stoppedFor: 'misused' });
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('avatar-unlike'));
  });

  it('a new avatar that is deleted while it is tried out leaves no file of its model, and the credits go back', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer);
    await atRequest(trainer, order.orderId, 2);

    await trainer.do('delete-avatar', { userId: avatar.userId, avatarId: avatar.id });
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    await expect(trainer.storage.head(loraKey(avatar.userId, avatar.id, order.orderId, 1))).rejects.toThrow();
  });
});

describe('the guarantee of a likeness', () => {
  it('the guarantee of a likeness does not cover photos that seem to show several people: the model is trained once and charged', async () => {
    const trainer = await onTrainer();
    const { avatar, order } = await training(trainer, { findings: ['another-person'] });
    drawsStrangers(trainer, 100);

    await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(1);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'completed' });
  });

  it('the guarantee of a likeness covers one avatar a month: the next one that is unlike its photos is trained once and charged', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    await trainer.fixtures.training({ userId, state: 'failed', isGuaranteed: true, firstDistance: 0.7 });
    const { order } = await training(trainer, { userId });
    drawsStrangers(trainer, 100);

    await toTheEnd(trainer, order.orderId);

    expect(trainedAtFal(trainer)).toBe(1);
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('the guarantee of a likeness is used up neither by a training whose model was similar nor by one from more than 30 days ago', async () => {
    const trainer = await onTrainer();
    const userId = newId<UserId>();
    await trainer.fixtures.training({ userId, state: 'succeeded', delivered: 1, isGuaranteed: true });
    const createdAt = new Date(trainer.clock.now().getTime() - 31 * 24 * 60 * 60_000);
    await trainer.fixtures.training({ userId, state: 'failed', isGuaranteed: true, firstDistance: 0.7, createdAt });
    const { order } = await training(trainer, { userId });

    expect(await trainer.training(order.orderId)).toMatchObject({ isGuaranteed: true });
  });
});

describe('the card of a training', () => {
  it('the card of a training says what its present request is for, and counts one finished model while trial pictures are drawn', async () => {
    const { fixtures } = await onTrainer();
    const { stepOf, made } = trainingPolicy({ timeoutMs: TIMEOUT_MS, pollMs: 5_000 });
    const model = { loraUrl: 'https://fal.media/lora', loraKey: 'loras/1', loraSha256: '0', finetuneId: '1' };
    const said = async (row: Partial<Training>) => {
      const order = await fixtures.training({ state: 'waiting', ...row });
      return [stepOf!(order), made!(order)];
    };

    expect(await said({})).toEqual([null, null]);
    expect(await said({ stage: 'probing', model })).toEqual(['comparing', 1]);
    expect(await said({ stage: 'training', model, firstDistance: 0.7 })).toEqual(['retraining', null]);
    expect(await said({ stage: 'probing', model, firstDistance: 0.7 })).toEqual(['comparing', 1]);
  });
});
