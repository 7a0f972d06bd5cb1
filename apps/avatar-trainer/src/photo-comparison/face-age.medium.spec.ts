import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { drawnChildSelfies } from '@aisha/fakes/drawn-faces';
import { FACE_WORD_VERSION, type PhotoId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';

const send = async (trainer: Trainer, owner: ReturnType<typeof newOwner>, file: Buffer): Promise<PhotoId> => {
  const photoId = newId<PhotoId>();
  const incoming = incomingPhotoKey(owner.userId, photoId, 'jpg');
  await trainer.storage.put(incoming, file, { contentType: 'image/jpeg' });
  await trainer.do('check-photo', { ...owner, photoId, incoming: toReference(incoming) });
  return photoId;
};
/** A picture of hills, in which no detector finds a person. */
const landscape = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 1_000,
      height: 800,
      channels: 3,
      background: '#7aa5d8',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
/** The measurements of a photo whose face looks this old. */
const measured = (age: number) => ({ face: { age }, content: { drawing: 0 } });

describe('a set of photos', () => {
  it('a set of photos of a child gets a child’s age, and no avatar is trained from it', async () => {
    const trainer = await onTrainer();
    const owner = newOwner();
    await trainer.do('create-avatar', { ...owner, name: 'Ваня', trainingType: 'portrait', subject: 'man' });

    for (const selfie of await drawnChildSelfies(4)) await send(trainer, owner, selfie);

    const { faceAge, mainFaceAge } = await trainer.avatar(owner.avatarId);
    expect(faceAge).toBeLessThan(16);
    expect(mainFaceAge).not.toBeNull();
    const order = trainer.orderOf({ id: owner.avatarId, userId: owner.userId });
    await trainer.do('start-training', order);
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual({
      settled: [{ delivered: 0, reason: 'face-too-young' }],
      announced: 0,
      explained: ['face-too-young'],
    });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a set of photos has the age of its median photo, whichever photos are added or removed; the main photo has an age of its own', async () => {
    const trainer = await onTrainer();
    const { userId, id: avatarId } = await trainer.fixtures.avatar({ status: 'photos_uploading', photos: 0 });
    const ages = async () => {
      const { faceAge, mainFaceAge } = await trainer.avatar(avatarId);
      return { faceAge, mainFaceAge };
    };
    const photo = (age: number) => trainer.fixtures.photo({ avatarId, metadata: measured(age) });
    const [child, , oldest] = [await photo(12), await photo(30), await photo(40)];

    await trainer.do('choose-main-photo', { userId, avatarId, photoId: child.id });
    expect(await ages()).toEqual({ faceAge: 30, mainFaceAge: 12 });

    await trainer.do('remove-photo', { userId, avatarId, photoId: oldest.id });
    expect(await ages()).toEqual({ faceAge: 21, mainFaceAge: 12 });
  });
});

describe('a style', () => {
  const begins = async () => {
    const trainer = await onTrainer();
    const owner = newOwner();
    await trainer.do('create-avatar', { ...owner, name: 'Акварель', trainingType: 'style', subject: 'other' });
    const ages = async () => {
      const { faceAge, showsFaces } = await trainer.avatar(owner.avatarId);
      return { faceAge, showsFaces };
    };
    return { trainer, owner, ages };
  };

  it('a style from a child’s photos is not trained, and no embedding of a face in it is kept', async () => {
    const { trainer, owner, ages } = await begins();

    for (const selfie of await drawnChildSelfies(4)) await send(trainer, owner, selfie);

    expect((await ages()).faceAge).toBeLessThan(16);
    const order = trainer.orderOf({ id: owner.avatarId, userId: owner.userId });
    await trainer.do('start-training', order);
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toMatchObject({ explained: ['face-too-young'] });
    const kept = await trainer.admin.query('SELECT FROM trainer.avatar_photo WHERE embedding IS NOT NULL');
    expect(kept).toEqual([]);
  });

  it('a style has no age while its photos show no face', async () => {
    const { trainer, owner, ages } = await begins();
    expect(await ages()).toEqual({ faceAge: null, showsFaces: null });

    await send(trainer, owner, await landscape());

    expect(await ages()).toEqual({ faceAge: null, showsFaces: false });
  });
});

describe('a face that looks young', () => {
  it('an avatar that looks young is trained once its person has said whose face it is; the answer is kept with its date and the version of the question', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar({ faceAge: 18, faceOwner: null });
    const { id: avatarId, userId } = avatar;
    const order = trainer.orderOf(avatar);

    // The answer may come after the order, so the order fails for now, and the queue tries it again.
    await expect(trainer.do('start-training', order)).rejects.toMatchObject({ code: 'unexpected' });
    await trainer.do('say-face-owner', { avatarId, userId, faceOwner: 'agreed', version: FACE_WORD_VERSION });
    await trainer.do('start-training', order);

    expect(await trainer.training(order.orderId)).toMatchObject({ avatarId });
    expect(await trainer.avatar(avatarId)).toMatchObject({
      faceOwner: 'agreed',
      faceWordVersion: FACE_WORD_VERSION,
      faceWordAt: expect.any(Date),
    });
  });

  it('another person cannot answer for a face that looks young', async () => {
    const trainer = await onTrainer();
    const { id: avatarId } = await trainer.readyAvatar({ faceAge: 18, faceOwner: null });

    await trainer.do('say-face-owner', { avatarId, userId: newId<UserId>(), faceOwner: 'own', version: 1 });

    expect(await trainer.avatar(avatarId)).toMatchObject({ faceOwner: null, faceWordAt: null });
  });
});
