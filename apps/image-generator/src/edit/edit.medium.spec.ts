import { describe, expect, it } from '@jest/globals';
import type { ErrorCode, OrderId, PhotoId, PictureId, UserId } from '@aisha/domain';
import type { StartEdit } from '@aisha/kinds/messages';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { explicitPicture } from '@aisha/fakes/fal';
import { DIGITAL_SOURCE_TYPE } from '@aisha/pictures';
import { newId } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { editedPhotoKey, editKey, fromReference, sentPhotoKey, toReference } from '@aisha/storage';
import sharp from 'sharp';
import {
  delivered as deliveredOf,
  explained,
  fal,
  generatorHarness,
  openAi,
  settled,
  storage,
} from '../../spec/generator-harness';
import { fetchesHalfAFileAgain } from '../../spec/half-a-file';
import { HOSTILE_CHANGES } from '../../spec/changes';
import { picturesWithheld } from '../moderation/picture-check';

const MAX_BYTES = 50_000_000;
const ENDPOINT = 'google/nano-banana-2.1/edit';
/** How long the review of a result may take, in milliseconds. */
const REVIEW_MS = 60_000;
/** A word that is in every request to the vision model, and in no request about a sentence. */
const PHOTO_ASKED = 'input_image';

/** A person with a delivered picture who orders a change of it. */
const setup = async (options: Parameters<typeof generatorHarness>[0] = {}) => {
  const harness = await generatorHarness(options);
  const { filePath, ...input } = await harness.picture();
  const asked: StartEdit = {
    orderId: newId<OrderId>(),
    userId: harness.userId,
    input,
    change: 'сделай фон вечерним',
    faces: null,
  };
  const { orderId } = asked;
  const { app, work, done, jobsOf } = harness;
  const photo = async (): Promise<PhotoId> => (await harness.sentPhoto()).photoId;
  return {
    ...harness,
    questions: harness.asked,
    filePath,
    asked,
    orderId,
    photo,
    /** Makes the picture one of an avatar. */
    isOf: async (known: Parameters<typeof harness.avatar>[0]) => {
      const { id: avatarId } = await harness.avatar(known);
      await harness.postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', [
        input.orderId,
        { kind: 'avatar', avatarId },
      ]);
    },
    start: async (changed: Partial<StartEdit> = {}) => {
      await app.startEdit({ ...asked, ...changed });
      await work();
    },
    isCalledBack: async (id: OrderId = orderId) => {
      await done(id);
      await app.finishEdit({ orderId: id, requestId: jobsOf(id)[0]?.requestId ?? null, source: 'webhook' });
    },
    read: (reference: string) => storage().getBuffer(fromReference(reference), { maxBytes: MAX_BYTES }),
  };
};

const delivered = (orderId: OrderId) => deliveredOf(orderId, 'edit');
const charged = (orderId: OrderId) => settled(orderId, 1, 1, null, 'edit');
const givenBack = (orderId: OrderId, code: ErrorCode) => [
  settled(orderId, 0, 1, code, 'edit'),
  explained(orderId, code),
];

const withheldByVision = async (): Promise<number> =>
  (await picturesWithheld.get()).values.find(({ labels }) => labels.by === 'vision')?.value ?? 0;

/** How far the colours of two pictures are apart on average, 0–255. */
const apart = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(16, 16, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
};

describe('a picture that is changed by a sentence', () => {
  it('an edit makes a new picture, marked as made by a model, with one paid request even if FAL calls back twice; the original stays', async () => {
    const { start, orderId, app, asked, isCalledBack, findEdit, jobsOf, said, read, filePath } = await setup();

    await start();
    await app.startEdit(asked);
    await Promise.all([isCalledBack(), isCalledBack()]);

    const { sourceUrl, ...order } = await findEdit(orderId);
    const [before, after] = [await read(filePath), await read(order.filePath ?? '')];
    expect(order).toMatchObject({ state: 'succeeded', delivered: 1, clearedBy: 'both', bytes: after.length });
    expect(order).toMatchObject({ source: 'picture', originalPath: null, prompt: expect.stringMatching(/evening/) });
    expect(await sharp(after).metadata()).toMatchObject({ format: 'jpeg', width: order.width, height: order.height });
    expect(await apart(before, after)).toBeGreaterThan(5);
    expect(after.toString('latin1')).toContain(DIGITAL_SOURCE_TYPE.drawn);
    expect(sourceUrl).toBeNull();
    const [job] = jobsOf(orderId);
    expect(jobsOf(orderId)).toHaveLength(1);
    expect(job).toMatchObject({ endpoint: ENDPOINT, input: { num_images: 1, aspect_ratio: 'auto', seed: order.seed } });
    expect(job!.input).toMatchObject({
      prompt: expect.stringMatching(/^Edit this picture: .*evening.*keep the faces/s),
    });
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('the trainer is asked to compare an edited picture with its original, and its first answer is kept and shown once', async () => {
    const { start, orderId, userId, app, questions, isCalledBack, findEdit, said, filePath } = await setup();
    await start();
    await isCalledBack();
    const { filePath: after } = await findEdit(orderId);
    expect(await questions(orderId)).toMatchObject([{ job: 'measure-edit', payload: { before: filePath, after } }]);

    const measured = { orderId, userId, distance: 0.35, isFaceLost: false };
    await app.keepEditLikeness(measured);
    await app.keepEditLikeness({ ...measured, distance: 0.7 });
    await app.keepEditLikeness({ ...measured, userId: newId<UserId>() });

    expect(await findEdit(orderId)).toMatchObject({ faceDistance: expect.closeTo(0.35), isFaceLost: false });
    const shown = (await said(orderId)).filter(({ job }) => job === 'show-edit-likeness');
    expect(shown).toMatchObject([{ payload: { distance: 0.35, isFaceLost: false } }]);
  });

  it('a sent photo is changed, and its original is kept beside the changed one', async () => {
    const { start, orderId, userId, photo, isCalledBack, findEdit, said, read } = await setup();
    const photoId = await photo();

    await start({ input: { kind: 'photo', photoId }, faces: 'agreed', change: 'убери очки' });
    await isCalledBack();

    const order = await findEdit(orderId);
    expect(order).toMatchObject({ state: 'succeeded', source: 'photo', faces: 'agreed', avatarId: null });
    expect(order.originalPath).toBe(toReference(editedPhotoKey(userId, orderId)));
    const [selfie] = await drawnSelfies(13, 1, 'woman');
    expect(await read(order.originalPath!)).toEqual(selfie);
    expect(await apart(selfie!, await read(order.filePath!))).toBeGreaterThan(0.5);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('an edited picture can be edited further, and a sent photo can be edited again after the photo itself is gone', async () => {
    const { start, orderId, userId, photo, isCalledBack, findEdit } = await setup();
    const photoId = await photo();
    await start({ input: { kind: 'photo', photoId }, faces: 'own' });
    await isCalledBack();
    await storage().remove([sentPhotoKey(userId, photoId)]);
    const [further, anew] = [newId<OrderId>(), newId<OrderId>()];

    await start({ orderId: further, input: { kind: 'edit', orderId, side: 'after' } });
    await start({ orderId: anew, input: { kind: 'edit', orderId, side: 'before' } });
    await Promise.all([isCalledBack(further), isCalledBack(anew)]);

    expect(await findEdit(further)).toMatchObject({ state: 'succeeded', source: 'edit', originalPath: null });
    expect(await findEdit(anew)).toMatchObject({
      state: 'succeeded',
      originalPath: toReference(editedPhotoKey(userId, anew)),
    });
  });

  it('a person can delete only their own edit; its words and the copy of the photo are deleted, too, and other pictures stay', async () => {
    const { start, orderId, app, userId, photo, isCalledBack, findEdit, filePath } = await setup();
    await start({ input: { kind: 'photo', photoId: await photo() }, faces: 'own' });
    await isCalledBack();

    await app.removeEdit({ orderId, userId: newId<UserId>() });
    expect(await findEdit(orderId)).toMatchObject({ filePath: expect.any(String) });
    await app.removeEdit({ orderId, userId });

    expect(await findEdit(orderId)).toMatchObject({ filePath: null, originalPath: null, change: '', prompt: null });
    for (const place of [editKey(userId, orderId), editedPhotoKey(userId, orderId)])
      await expect(storage().head(place)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(storage().head(fromReference(filePath))).resolves.toMatchObject({});
  });
});

describe('an edit that ends without a charge', () => {
  it.each<[string, ErrorCode, (asked: StartEdit) => Partial<StartEdit>]>([
    ["when the picture is a stranger's", 'picture-not-found', () => ({ userId: newId<UserId>() })],
    [
      'when there is no such picture',
      'picture-not-found',
      ({ input }) => ({ input: { ...input, pictureId: newId<PictureId>() } as never }),
    ],
    [
      'when there is no such edit',
      'picture-not-found',
      () => ({ input: { kind: 'edit', orderId: newId<OrderId>(), side: 'after' } }),
    ],
    [
      'when nobody has answered for the faces of a photo',
      'edit-of-other-face',
      () => ({ input: { kind: 'photo', photoId: newId<PhotoId>() } }),
    ],
    [
      'when the photo has waited too long',
      'file-missing',
      () => ({ input: { kind: 'photo', photoId: newId<PhotoId>() }, faces: 'own' }),
    ],
    ['when it would undress somebody', 'edit-undresses', () => ({ change: HOSTILE_CHANGES.undresses.ru[4] })],
    ['when it is about a child', 'edit-of-child', () => ({ change: HOSTILE_CHANGES.child.en[0] })],
    ['when it brings another face', 'edit-of-other-face', () => ({ change: HOSTILE_CHANGES.otherFace.ru[1] })],
    ['when it names a celebrity', 'prompt-names-person', () => ({ change: 'make him look like Vladimir Putin' })],
    ['when it is indecent as an idea is', 'prompt-refused', () => ({ change: 'добавь отрубленную голову в крови' })],
  ])('an edit ends without a charge %s, and FAL gets no request', async (_when, code, changed) => {
    const { start, asked, orderId, said, jobsOf, uploads } = await setup();

    await start(changed(asked));

    expect(await said(orderId)).toEqual(givenBack(orderId, code));
    expect([jobsOf(orderId), uploads()]).toEqual([[], 0]);
  });

  it('an edit ends without a charge when the moderator refuses words that no rule knows', async () => {
    const { start, orderId, said, jobsOf } = await setup();
    openAi.faults.add({ on: 'moderations', kind: 'flagged', category: 'sexual' });

    await start({ change: 'сделай всё как мы договаривались' });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'prompt-refused'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an edit ends without a charge when the language model declines it', async () => {
    const { start, orderId, said, jobsOf } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'refusal', times: 2 });

    await start({ change: 'сделай всё как мы договаривались' });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'prompt-refused'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an edit waits for the language model when the rules do not read the language of its sentence', async () => {
    const { start, orderId, jobsOf, findEdit } = await setup();
    openAi.faults.add({ on: 'responses', kind: '503', times: 50 });

    await start({ change: 'quítale las gafas por favor' });

    expect(await findEdit(orderId)).toMatchObject({ state: 'queued', deferredBy: 'moderator-unavailable' });
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an edit in a language that the rules read goes on without the language model', async () => {
    const { start, orderId, isOf, isCalledBack, findEdit } = await setup();
    await isOf({ faceAge: 30, mainFaceAge: 30 });
    openAi.faults.add({ on: 'responses', kind: '503', times: 50 });

    await start({ change: 'remove the glasses from the face please' });
    await isCalledBack();

    expect(await findEdit(orderId)).toMatchObject({
      state: 'succeeded',
      prompt: 'remove the glasses from the face please',
    });
  });

  it('an edit of a sent photo ends without a charge when the vision model finds the photo unsafe', async () => {
    const { start, orderId, photo, said, jobsOf } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'unsafe', times: 5 });

    await start({ input: { kind: 'photo', photoId: await photo() }, faces: 'agreed' });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-changed'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an edit of a sent photo ends without a charge when the vision model sees a child in the photo', async () => {
    const { start, orderId, photo, said, jobsOf, uploads } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'child', match: PHOTO_ASKED });

    await start({ input: { kind: 'photo', photoId: await photo() }, faces: 'agreed' });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'edit-of-child'));
    expect([jobsOf(orderId), uploads()]).toEqual([[], 0]);
  });

  it('no model is asked about the result of an edit while our storage is away; once it is back it is checked and delivered', async () => {
    const { start, orderId, isCalledBack, said, outlastsStorage } = await setup({ reviewMs: REVIEW_MS });
    await start();

    await outlastsStorage(orderId, isCalledBack);

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('an edit of an avatar’s picture is delivered although the vision model sees a child in it, before the edit and after it', async () => {
    const { start, orderId, avatar, postgres, asked, isCalledBack, said } = await setup({ reviewMs: REVIEW_MS });
    const { id: avatarId } = await avatar();
    const { orderId: from } = asked.input as { orderId: OrderId };
    await postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', [
      from,
      { kind: 'avatar', avatarId },
    ]);
    openAi.faults.add({ on: 'responses', kind: 'child', match: PHOTO_ASKED, times: 3 });

    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
    expect(openAi.faults.list()).toEqual([]);
  });

  it.each([
    ['the review of pictures sees that', REVIEW_MS],
    ['the review of pictures is off', 0],
  ])(
    'an edit ends without a charge when its result shows a child and the picture before it does not: %s',
    async (_how, reviewMs) => {
      const { start, orderId, userId, isCalledBack, said, logged } = await setup({ reviewMs });
      await start();
      openAi.faults.add({ on: 'responses', kind: 'child', match: PHOTO_ASKED });
      const before = await withheldByVision();

      await isCalledBack();

      expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
      expect((await withheldByVision()) - before).toBe(1);
      expect(logged('picture.withheld')).toMatchObject([{ orderId, by: 'vision' }]);
      await expect(storage().head(editKey(userId, orderId))).rejects.toMatchObject({ code: 'file-missing' });
    },
  );

  it.each([
    ['the review of pictures sees it', REVIEW_MS],
    ['the review of pictures is off', 0],
  ])('an edit whose result shows a child unfit to be seen is withheld and counted once: %s', async (_how, reviewMs) => {
    const { start, orderId, isCalledBack, said, logged } = await setup({ reviewMs });
    await start();
    openAi.faults.add({ on: 'responses', kind: 'unsafe', match: PHOTO_ASKED });
    const before = await withheldByVision();

    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
    expect((await withheldByVision()) - before).toBe(1);
    expect(logged('picture.withheld')).toMatchObject([{ orderId, by: 'vision' }]);
  });

  it('the result of a sent photo waits while no model can check whether it shows a child', async () => {
    const { start, orderId, photo, isCalledBack, said } = await setup();
    await start({ input: { kind: 'photo', photoId: await photo() }, faces: 'agreed' });
    openAi.faults.add({ on: 'responses', kind: '503', match: PHOTO_ASKED, times: 50 });

    await isCalledBack();
    expect(await said(orderId)).toEqual([]);
    openAi.faults.clear();
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('a result that shows a child waits while no model can check whether the original shows one, and is delivered if it does', async () => {
    const { start, orderId, isOf, isCalledBack, findEdit, said } = await setup();
    await isOf({});
    const seesChild = () => openAi.faults.add({ on: 'responses', kind: 'child', match: PHOTO_ASKED, times: 2 });
    await start();
    openAi.faults.add({ on: 'responses', kind: 'child', match: PHOTO_ASKED });
    openAi.faults.add({ on: 'responses', kind: '503', match: PHOTO_ASKED, times: 50 });

    await isCalledBack();
    expect([(await findEdit(orderId)).state, await said(orderId)]).toEqual(['waiting', []]);
    openAi.faults.clear();
    seesChild();
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it.each([
    ['is delivered if the face of the avatar is measured to be a grown-up’s', 30, 1],
    ['waits if the face of the avatar looks young', 18, 0],
    ['waits if nobody knows how old the face of the avatar looks', null, 0],
  ])(
    'the result for an avatar’s picture %s, while no model can check whether it shows a child',
    async (_what, faceAge, delivers) => {
      const { start, orderId, isOf, isCalledBack, findEdit } = await setup();
      await isOf({ faceAge, mainFaceAge: faceAge });
      await start();
      openAi.faults.add({ on: 'responses', kind: '503', match: PHOTO_ASKED, times: 50 });

      await isCalledBack();

      expect(await findEdit(orderId)).toMatchObject({ delivered: delivers });
    },
  );

  it.each([
    ['is away', '503', 'moderator-unavailable'],
    ['refuses our key', '401', 'provider-refused-key'],
  ] as const)(
    'an edit of a sent photo waits while the vision model, which is to say whether it shows a child, %s',
    async (_why, kind, deferredBy) => {
      const { start, orderId, photo, jobsOf, findEdit } = await setup();
      openAi.faults.add({ on: 'responses', kind, times: 50 });

      await start({ input: { kind: 'photo', photoId: await photo() }, faces: 'agreed' });

      expect(await findEdit(orderId)).toMatchObject({ state: 'queued', deferredBy });
      expect(jobsOf(orderId)).toEqual([]);
    },
  );

  it('a request that the vision model refuses ends the edit of a sent photo without a charge before FAL gets it, and after FAL has changed it', async () => {
    const { start, orderId, photo, isCalledBack, jobsOf, said } = await setup();
    const refused = { on: 'responses', kind: '400', match: PHOTO_ASKED, times: 50 } as const;
    const input = { kind: 'photo', photoId: await photo() } as const;
    const before = newId<OrderId>();
    openAi.faults.add(refused);
    await start({ orderId: before, input, faces: 'agreed' });
    openAi.faults.clear();

    await start({ input, faces: 'agreed' });
    openAi.faults.add(refused);
    await isCalledBack();

    expect([await said(before), jobsOf(before)]).toEqual([givenBack(before, 'provider-failed'), []]);
    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
  });

  it.each([
    ['of other people', 'agreed'],
    ['of the person’s own face, which others may have reported meanwhile,', 'own'],
  ] as const)(
    'an edit of a photo %s can be edited further for a day, and is not found after that',
    async (_of, faces) => {
      const { start, orderId, photo, isCalledBack, said, clock } = await setup();
      await start({ input: { kind: 'photo', photoId: await photo() }, faces });
      await isCalledBack();
      const [further, later] = [newId<OrderId>(), newId<OrderId>()];

      await start({ orderId: further, input: { kind: 'edit', orderId, side: 'after' } });
      await isCalledBack(further);
      clock.advance(25 * 60 * 60_000);
      await start({ orderId: later, input: { kind: 'edit', orderId: further, side: 'after' } });

      expect(await said(further)).toEqual([charged(further), delivered(further)]);
      expect(await said(later)).toEqual(givenBack(later, 'picture-not-found'));
    },
  );

  it('an edit ends without a charge when the picture itself may not be shown', async () => {
    const { start, orderId, filePath, said, jobsOf } = await setup();
    const explicit = await explicitPicture({ width: 1_024, height: 1_024 }).jpeg().toBuffer();
    await storage().put(fromReference(filePath), explicit, { contentType: 'image/jpeg' });

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-changed'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an edit ends without a charge when its result may not be shown, and no file of it is kept', async () => {
    const { start, orderId, userId, isCalledBack, said, findEdit } = await setup();
    fal.faults.add({ on: 'job', kind: 'explicit' });

    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
    expect(await findEdit(orderId)).toMatchObject({ state: 'failed', filePath: null });
    await expect(storage().head(editKey(userId, orderId))).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('an edit of an edited picture ends without a charge when the avatar in the picture is stopped while FAL works on it', async () => {
    const { start, orderId, avatar, stop, postgres, isCalledBack, said, asked, findEdit } = await setup();
    const { id: avatarId } = await avatar();
    const { orderId: from } = asked.input as { orderId: OrderId };
    await postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', [
      from,
      { kind: 'avatar', avatarId },
    ]);
    await start();
    await isCalledBack();
    const further = newId<OrderId>();
    await start({ orderId: further, input: { kind: 'edit', orderId, side: 'after' } });
    await stop('reported');

    await isCalledBack(further);

    expect((await findEdit(further)).avatarId).toBe(avatarId);
    expect(await said(further)).toEqual(givenBack(further, 'avatar-reported'));
  });

  it('an edit ends without a charge when FAL fails', async () => {
    const { start, orderId, isCalledBack, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail' });

    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
  });

  fetchesHalfAFileAgain('a changed picture', 'edit', setup);

  it('an edit ends without a charge within minutes when FAL’s file stays no picture', async () => {
    const { start, orderId, isCalledBack, pollAgain, said } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 100 });
    await start();

    await isCalledBack();
    await pollAgain(2 * 60_000);

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
  });

  it('an edit ends without a charge when its picture is deleted while FAL works on it', async () => {
    const { start, orderId, app, isCalledBack, said, asked, userId } = await setup();
    await start();

    await app.remove({ orderId: (asked.input as { orderId: OrderId }).orderId, userId });
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
  });

  it('an edit ends without a charge when no model is left that edits', async () => {
    const catalogue = shippedCatalogue();
    const { start, orderId, said, jobsOf } = await setup({ catalogue });
    catalogue.learn(ENDPOINT, true);

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'model-gone'));
    expect(jobsOf(orderId)).toEqual([]);
  });
});

describe('what is kept of an edit', () => {
  it('the words of an edit are deleted with the avatar in its picture', async () => {
    const { start, orderId, avatar, postgres, isCalledBack, asked, findEdit, forgetPrompts } = await setup();
    const { id: avatarId } = await avatar();
    const { orderId: from } = asked.input as { orderId: OrderId };
    await postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', [
      from,
      { kind: 'avatar', avatarId },
    ]);
    await start();
    await isCalledBack();
    await forgetPrompts.run();
    expect(await findEdit(orderId)).toMatchObject({ change: 'сделай фон вечерним', prompt: expect.any(String) });

    await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [avatarId]);
    await forgetPrompts.run();

    expect(await findEdit(orderId)).toMatchObject({ change: '', prompt: null, filePath: expect.any(String) });
  });

  it('the words of an edit are deleted after the consent is withdrawn; those of an open edit, and of an edit after a new consent, stay', async () => {
    const { postgres, forgetPrompts } = await generatorHarness();
    const { userId } = await postgres.fixtures.person();
    const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000);
    const asked = (change: string, createdAt: Date, state: 'succeeded' | 'running' = 'succeeded') =>
      postgres.fixtures.edit({ userId, state, change, prompt: change, createdAt });
    await asked('до отзыва', at(1));
    await asked('ещё меняется', at(2), 'running');
    await asked('после второго согласия', at(30));
    await postgres.fixtures.consent({ userId, agreedAt: at(0), withdrawnAt: at(20) });
    await postgres.fixtures.consent({ userId, agreedAt: at(25) });

    await forgetPrompts.run();

    const kept = await postgres.admin.query('SELECT change, prompt FROM generator.edit ORDER BY created_at');
    expect(kept).toEqual([
      { change: '', prompt: null },
      { change: 'ещё меняется', prompt: 'ещё меняется' },
      { change: 'после второго согласия', prompt: 'после второго согласия' },
    ]);
  });
});
