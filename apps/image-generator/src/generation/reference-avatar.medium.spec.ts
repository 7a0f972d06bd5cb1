import { describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Avatar } from '@aisha/database/trainer';
import type { DrawingPath, PhotoId } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { newId } from '@aisha/platform';
import { ModelCatalogue, shippedCatalogue } from '@aisha/providers/catalogue';
import {
  delivered,
  explained,
  fal,
  generatorHarness,
  settled,
  SMALLEST_LORA_SHA256,
  storage,
} from '../../spec/generator-harness';

const NANO_BANANA = 'google/nano-banana-2.1/edit';
/** A model that replaces another one when an operator's file says so. */
const SEEDREAM = 'bytedance/seedream/v5/flash/edit';
/** The number of the made-up person whom the photos show. */
const PERSON = 7;

interface Begun extends Partial<Omit<Avatar, 'photos'>> {
  readonly photos?: number;
  readonly slots?: number;
  /** The models that FAL no longer serves. */
  readonly gone?: readonly string[];
  /** The entries of an operator's file about models. */
  readonly operators?: readonly { readonly id: string; readonly successor: string }[];
}

/** A person whose avatar has photos, ranked from the last to the first, and no model yet. */
const setup = async ({ photos = 3, slots = 10, gone = [], operators = [], ...changed }: Begun = {}) => {
  const { all } = shippedCatalogue();
  const catalogue = new ModelCatalogue(
    all.map((model) => ({ ...model, ...operators.find(({ id }) => id === model.id) })),
  );
  for (const model of gone) catalogue.learn(model, true);
  const harness = await generatorHarness({ falSlots: slots, catalogue });
  const { postgres, app, avatar, order, work, webhook, jobsOf, userId, loraUrl } = harness;
  const begun = await avatar({ status: 'photos_uploading', loraUrl: null, ...changed });
  const ids: PhotoId[] = [];
  for (const [at, selfie] of (await drawnSelfies(PERSON, photos)).entries()) {
    const id = newId<PhotoId>();
    const place = avatarPhotoKey(userId, begun.id, id);
    await storage().put(place, selfie, { contentType: 'image/jpeg' });
    await postgres.fixtures.photo({
      ...{ id, avatarId: begun.id, filePath: toReference(place) },
      ...{ isMain: at === 0, referenceRank: photos - at },
    });
    ids.push(id);
  }
  const asked = (path: DrawingPath | null = 'references'): StartGeneration => order({ avatarId: begun.id, path });
  const isStarted = async (one: StartGeneration) => {
    await app.start(one);
    await work();
    return jobsOf(one.orderId)[0];
  };
  return {
    ...harness,
    begun,
    ids,
    asked,
    isStarted,
    isDrawn: async (one: StartGeneration) => {
      const job = await isStarted(one);
      await webhook(one.orderId);
      return job;
    },
    isTrained: () =>
      postgres.admin.query(
        `UPDATE trainer.avatar SET status = 'completed', lora_url = $2, lora_key = 'files:loras/a', lora_sha256 = $3,
           training_completed_at = now(), finetune_id = 'f' WHERE id = $1`,
        [begun.id, loraUrl, SMALLEST_LORA_SHA256],
      ),
    areRemoved: (...photoIds: PhotoId[]) =>
      postgres.admin.query('DELETE FROM trainer.avatar_photo WHERE id = ANY ($1)', [photoIds]),
  };
};

/** The addresses of the photos in a request, in their order; undefined without a request. */
const sentTo = (job: { readonly input: Readonly<Record<string, unknown>> } | undefined) =>
  job?.input['image_urls'] as string[] | undefined;

describe('an avatar with several photos and no model', () => {
  it('an avatar with three photos is drawn from all of them, the best one first, without a trigger phrase, and in the number that was ordered', async () => {
    const { asked, begun, isDrawn, find, said, uploads, postgres } = await setup();
    const order = asked();

    const job = await isDrawn(order);

    expect(job).toMatchObject({ endpoint: NANO_BANANA, input: { num_images: 2, aspect_ratio: '3:4' } });
    expect(job?.input['prompt']).toMatch(/^A new photo of the same person as in all the reference photos.*: woman, /);
    expect(job?.input['prompt']).not.toContain(begun.triggerPhrase);
    const selfies = await drawnSelfies(PERSON, 3);
    const sent = await Promise.all(
      sentTo(job)!.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
    );
    expect(sent.map((file) => selfies.findIndex((selfie) => selfie.equals(file)))).toEqual([2, 1, 0]);
    expect(uploads()).toBe(3);
    const { generation } = await find(order.orderId);
    expect(generation.generationConfig).toEqual({ path: 'references', isInstant: true });
    expect(generation.timedAs).toBe('references.2');
    expect(JSON.stringify(generation)).not.toContain('http');
    expect(await said(order.orderId)).toEqual([settled(order.orderId, 2, 2, null), delivered(order.orderId)]);
    expect(await postgres.outboxOf('generator')).toContainEqual(
      expect.objectContaining({ job: 'measure-likeness', payload: expect.objectContaining({ path: 'references' }) }),
    );
  });

  it.each([
    ['its person has chosen that', 3, 'photo' as const],
    ['it has only two', 2, 'references' as const],
    ['it has only two, and nothing is said', 2, null],
  ])('an avatar is drawn from one photo when %s', async (_when, photos, path) => {
    const { asked, isStarted } = await setup({ photos });

    expect(await isStarted(asked(path))).toMatchObject({ endpoint: 'fal-ai/flux-pulid' });
  });

  it('when an order names no path, its avatar is drawn on the path that was measured to be the best', async () => {
    const { asked, isStarted, postgres } = await setup();
    expect(await isStarted(asked(null))).toMatchObject({ endpoint: NANO_BANANA });

    await postgres.admin.query('UPDATE trainer.avatar SET references_distance = 0.6, photo_distance = 0.4');

    expect(await isStarted(asked(null))).toMatchObject({ endpoint: 'fal-ai/flux-pulid' });
  });

  it('an avatar is drawn from one photo when FAL no longer serves a model that draws from several', async () => {
    const { asked, isStarted, find } = await setup({ gone: [NANO_BANANA] });
    const order = asked();

    expect(await isStarted(order)).toMatchObject({ endpoint: 'fal-ai/flux-pulid' });
    expect((await find(order.orderId)).generation.generationConfig).toMatchObject({ path: 'photo' });
  });

  it('an avatar is drawn from several photos by the successor that an operator’s file names, when the model is gone', async () => {
    const { asked, isStarted } = await setup({
      gone: [NANO_BANANA],
      operators: [{ id: NANO_BANANA, successor: SEEDREAM }],
    });

    expect(await isStarted(asked())).toMatchObject({
      endpoint: SEEDREAM,
      input: { image_urls: expect.arrayContaining([expect.any(String)]) },
    });
  });

  it('an avatar is drawn from one photo when a photo is removed between the offer and the order, and only two are left', async () => {
    const { asked, ids, isStarted, areRemoved, find } = await setup();
    const order = asked();
    await areRemoved(ids[2]!);

    expect(await isStarted(order)).toMatchObject({ endpoint: 'fal-ai/flux-pulid' });
    expect((await find(order.orderId)).generation.generationConfig).toMatchObject({ path: 'photo' });
  });

  it('a photo that is removed while the order waits for its turn is not sent', async () => {
    const { asked, ids, app, work, replica, areRemoved, jobsOf, clock } = await setup({ photos: 4, slots: 0 });
    const order = asked();
    await app.start(order);
    await work(); // the order is prepared and waits, because there is no free slot
    await areRemoved(ids[3]!);

    const { dispatcher } = replica(10);
    clock.advance(60_000);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await dispatcher.tick();
      await dispatcher.settled();
    }

    const [job] = jobsOf(order.orderId);
    expect(job).toMatchObject({ endpoint: NANO_BANANA });
    expect(sentTo(job)).toHaveLength(3);
  });

  it('an order whose process dies before the photos are sent is sent once by another process', async () => {
    const { asked, app, work, clock, replica, jobsOf, postgres } = await setup({ slots: 0 });
    const order = asked();
    await app.start(order);
    await work();
    await postgres.admin.query(
      `UPDATE generator.image_generation SET state = 'running', version = version + 1, attempts = 0, slot_taken_at = $2,
         started_at = $2, lease_until = $3 WHERE order_id = $1`,
      [order.orderId, clock.now(), new Date(clock.now().getTime() + 30_000)],
    );
    const { dispatcher } = replica(10);
    const other = async (afterMs: number) => {
      clock.advance(afterMs);
      for (let rounds = 0; rounds < 3; rounds += 1) {
        await dispatcher.tick();
        await dispatcher.settled();
      }
    };

    await other(29_000);
    expect(jobsOf(order.orderId)).toEqual([]);
    await other(1_000);
    await other(1_000);

    expect(jobsOf(order.orderId)).toMatchObject([{ endpoint: NANO_BANANA }]);
  });

  it('an avatar that is deleted before its photos are sent is not drawn: the order ends without a charge, and FAL gets no request', async () => {
    const { asked, isStarted, said, postgres } = await setup();
    const order = asked();
    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now()');

    expect(await isStarted(order)).toBeUndefined();

    const code = 'avatar-not-found';
    expect(await said(order.orderId)).toEqual([settled(order.orderId, 0, 2, code), explained(order.orderId, code)]);
  });

  it('a consent that is withdrawn while FAL draws from the photos ends the order: nothing is delivered or measured', async () => {
    const { asked, isStarted, app, userId, said, webhook, find, postgres } = await setup();
    const order = asked();
    expect(await isStarted(order)).toBeDefined();

    await app.cancel({ orderId: order.orderId, userId, isWithdrawn: true });
    await webhook(order.orderId);

    expect((await find(order.orderId)).generation).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(await said(order.orderId)).not.toContainEqual(delivered(order.orderId));
    expect((await postgres.outboxOf('generator')).map(({ job }) => job)).not.toContain('measure-likeness');
  });

  it('an idea that the editing model refuses costs nothing, and the person reads that the idea is the reason', async () => {
    const { asked, isDrawn, said } = await setup();
    const order = asked();
    fal.faults.add({ on: 'job', kind: 'nsfw', match: NANO_BANANA });

    await isDrawn(order);

    const code = 'prompt-refused';
    expect(await said(order.orderId)).toEqual([settled(order.orderId, 0, 2, code), explained(order.orderId, code)]);
  });
});

describe('a trained avatar', () => {
  it.each([
    ['its photos, if the offer said so', 'references' as const, NANO_BANANA],
    ['its model, if the offer said so', 'model' as const, 'fal-ai/flux-lora'],
    ['its model, if the offer came before the training and said one photo', 'photo' as const, 'fal-ai/flux-lora'],
  ])('a trained avatar is drawn from %s', async (_what, path, endpoint) => {
    const { asked, isStarted, isTrained } = await setup();
    await isTrained();

    expect(await isStarted(asked(path))).toMatchObject({ endpoint });
  });

  it.each([
    ['flux-1', 'fal-ai/flux-lora'],
    ['z-image-turbo', 'fal-ai/z-image/turbo/lora'],
  ])('a trained avatar is drawn by models of the family that it was trained for: %s', async (loraFamily, endpoint) => {
    const { asked, isStarted, isTrained } = await setup({ loraFamily });
    await isTrained();

    expect(await isStarted(asked('model'))).toMatchObject({ endpoint });
  });

  it('a trained avatar is drawn from its photos when these were measured to be more similar and the order names no path', async () => {
    const { asked, isStarted, isTrained, postgres } = await setup();
    await isTrained();
    await postgres.admin.query('UPDATE trainer.avatar SET likeness_distance = 0.5, references_distance = 0.4');

    expect(await isStarted(asked(null))).toMatchObject({ endpoint: NANO_BANANA });
  });
});
