import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { Avatar } from '@aisha/database/trainer';
import { lookOf, type PhotoId } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { newId } from '@aisha/platform';
import {
  delivered,
  explained,
  fal,
  generatorHarness,
  settled,
  SMALLEST_LORA_SHA256,
  storage,
} from '../../spec/generator-harness';

/** A person whose avatar has one accepted photo and no model yet. */
const setup = async (changed: Partial<Avatar> = {}, falSlots = 10) => {
  const harness = await generatorHarness({ falSlots });
  const { postgres, app, avatar, order, work, webhook, jobsOf, userId, loraUrl } = harness;
  const begun = await avatar({ status: 'photos_uploading', loraUrl: null, ...changed });
  const photoId = newId<PhotoId>();
  const place = avatarPhotoKey(userId, begun.id, photoId);
  const face = { width: 64, height: 64, channels: 3, background: 'tan' } as const;
  await storage().put(place, await sharp({ create: face }).jpeg().toBuffer(), { contentType: 'image/jpeg' });
  await postgres.fixtures.photo({ id: photoId, avatarId: begun.id, filePath: toReference(place) });
  const asked = order({ avatarId: begun.id, pictureCount: 1 });
  return {
    ...harness,
    begun,
    asked,
    isStarted: async (one: StartGeneration = asked) => {
      await app.start(one);
      await work();
      return jobsOf(one.orderId)[0];
    },
    isDrawn: async (one: StartGeneration = asked) => {
      await app.start(one);
      await work();
      await webhook(one.orderId);
      return jobsOf(one.orderId)[0];
    },
    isTrained: () =>
      postgres.admin.query(
        `UPDATE trainer.avatar SET status = 'completed', lora_url = $2, lora_key = 'files:loras/a', lora_sha256 = $3,
           training_completed_at = now(), finetune_id = 'f' WHERE id = $1`,
        [begun.id, loraUrl, SMALLEST_LORA_SHA256],
      ),
    photoIsRemoved: () => postgres.admin.query('DELETE FROM trainer.avatar_photo WHERE id = $1', [photoId]),
  };
};

describe('an avatar that is not trained yet', () => {
  it('an untrained avatar is drawn by PuLID from its photo, without a trigger phrase', async () => {
    const { asked, begun, isDrawn, find, said, uploads, loraUrl } = await setup();

    const job = await isDrawn();

    expect(job).toMatchObject({ endpoint: 'fal-ai/flux-pulid', input: { reference_image_url: expect.any(String) } });
    expect(job?.input['prompt']).toMatch(/^woman, /);
    expect(job?.input['prompt']).not.toContain(begun.triggerPhrase);
    expect(job?.input['reference_image_url']).not.toBe(loraUrl);
    expect(uploads()).toBe(1);
    const { generation } = await find(asked.orderId);
    expect(generation.generationConfig).toEqual({ path: 'photo', isInstant: true });
    expect(generation.timedAs).toBe('photo.1');
    expect(JSON.stringify(generation)).not.toContain('http');
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
  });

  it('when an order was drawn from a photo, a similar order is drawn with the avatar’s model as soon as the avatar has one, by a prompt with the trigger phrase', async () => {
    const { asked, begun, isDrawn, isTrained, order, find } = await setup();
    await isDrawn();
    const { seed } = (await find(asked.orderId)).generation;

    await isTrained();
    const job = await isDrawn(order({ avatarId: begun.id, pictureCount: 1, seed, similarTo: asked.orderId }));

    expect(job).toMatchObject({ endpoint: 'fal-ai/flux-lora', input: { seed } });
    expect(job?.input['prompt']).toContain(`${begun.triggerPhrase} woman, `);
  });

  it('a look that was drawn from a photo is drawn again with the look’s own prompt once the avatar has a model', async () => {
    const { begun, isDrawn, isTrained, order } = await setup();
    const look = { avatarId: begun.id, pictureCount: 1, prompt: 'Нуар', look: 'noir' };
    const first = order(look);
    await isDrawn(first);

    await isTrained();
    const job = await isDrawn(order({ ...look, similarTo: first.orderId }));

    expect(job).toMatchObject({
      endpoint: 'fal-ai/flux-lora',
      input: { prompt: `${begun.triggerPhrase} woman, ${lookOf('noir')?.prompt}` },
    });
  });

  it.each([
    ['when it is a style', { trainingType: 'style' as const }],
    ['when it is deleted', { deletedAt: new Date() }],
  ])('an untrained avatar is not drawn %s: the credits come back and FAL gets no request', async (_when, changed) => {
    const { asked, isStarted, said } = await setup(changed);

    expect(await isStarted()).toBeUndefined();

    const code = 'deletedAt' in changed ? 'avatar-not-found' : 'avatar-not-ready';
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
  });

  it('an untrained avatar is not drawn without a photo', async () => {
    const { asked, isStarted, said, photoIsRemoved } = await setup();
    await photoIsRemoved();

    expect(await isStarted()).toBeUndefined();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'avatar-not-ready'),
      explained(asked.orderId, 'avatar-not-ready'),
    ]);
  });

  it('a picture of an untrained avatar costs nothing when FAL finds no face in the photo, and the person reads that this is the reason', async () => {
    const { asked, isDrawn, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'face_detection_error' });

    await isDrawn();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'photo-without-face'),
      explained(asked.orderId, 'photo-without-face'),
    ]);
  });
});

describe('an avatar that is stopped', () => {
  it.each([
    ['several-people', 'face-unproved'],
    ['known-face', 'face-unproved'],
    ['reported', 'avatar-reported'],
    ['misused', 'avatar-stopped'],
  ] as const)(
    'an avatar that is stopped for %s is not drawn, the order ends with %s and without a charge, and FAL gets no request',
    async (stoppedFor, code) => {
      const { asked, isStarted, said } = await setup({ stoppedFor });

      expect(await isStarted()).toBeUndefined();

      expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
    },
  );

  it('pictures of an avatar that is stopped while FAL draws it are not shown, and cost nothing', async () => {
    const { asked, isStarted, said, postgres, webhook } = await setup();
    expect(await isStarted()).toBeDefined();

    await postgres.admin.query(`UPDATE trainer.avatar SET stopped_for = 'reported', stopped_at = now()`);
    await webhook(asked.orderId);

    const code = 'avatar-reported';
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
  });
});

describe('a face that looks young', () => {
  it.each([
    ['the photos of a child', { faceAge: 12, mainFaceAge: 30 }],
    ['a main photo of a child', { faceAge: 30, mainFaceAge: 12 }],
  ])(
    'a face that looks young is not drawn from %s: the order ends without a charge, and FAL gets no request',
    async (_what, ages) => {
      const { asked, isStarted, said } = await setup(ages);

      expect(await isStarted()).toBeUndefined();

      const code = 'face-too-young';
      expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
    },
  );

  it.each([
    ['its person has chosen a child’s photo as the main one', 'main_face_age = 12'],
    ['its photos have come to look like a child’s', 'face_age = 12'],
  ])(
    'an order that waits is not drawn when %s meanwhile: it ends without a charge, and FAL gets no request',
    async (_what, change) => {
      const { app, asked, work, jobsOf, said, postgres } = await setup({ faceAge: 30, mainFaceAge: 30 });
      await app.start(asked);

      await postgres.admin.query(`UPDATE trainer.avatar SET ${change}`);
      await work();

      expect(jobsOf(asked.orderId)).toEqual([]);
      const code = 'face-too-young';
      expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
    },
  );

  it.each([
    [
      'in lace lingerie by the window',
      'a photo of somebody who looks eighteen',
      'main_face_age = 18',
      'prompt-refused',
    ],
    ['a knight on a horse', 'a child’s photo', 'main_face_age = 12', 'face-too-young'],
  ])(
    'a prepared picture (%s) that waits for a slot is not drawn once its person has chosen %s as the main one',
    async (prompt, _what, change, code) => {
      const { app, begun, order, work, replica, jobsOf, said, postgres } = await setup(
        { faceAge: 30, mainFaceAge: 30 },
        0,
      );
      const asked = order({ avatarId: begun.id, pictureCount: 1, prompt });
      await app.start(asked);
      await work();

      await postgres.admin.query(`UPDATE trainer.avatar SET ${change}`);
      const { dispatcher } = replica(1);
      await dispatcher.tick();
      await dispatcher.settled();

      expect(jobsOf(asked.orderId)).toEqual([]);
      expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 0, 1, code), explained(asked.orderId, code)]);
    },
  );

  it('an order of an avatar that looks young is not accepted while its person has not said whose face it is', async () => {
    const { asked, app } = await setup({ faceAge: 18, mainFaceAge: 18, faceOwner: null });

    await expect(app.start(asked)).rejects.toMatchObject({ code: 'unexpected' });
  });

  it.each([
    [18, 'prompt-refused'],
    [null, 'prompt-refused'],
    [30, null],
  ])(
    'an order for a picture in underwear is refused when the avatar’s face looks %j years old (null: unknown), with the code %j (null: it is drawn)',
    async (faceAge, code) => {
      const { begun, order, isStarted, said } = await setup({ faceAge, mainFaceAge: faceAge });
      const asked = order({ avatarId: begun.id, pictureCount: 1, prompt: 'in lace lingerie by the window' });

      const job = await isStarted(asked);

      expect(job === undefined).toBe(code !== null);
      if (code) expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, code));
    },
  );
});
