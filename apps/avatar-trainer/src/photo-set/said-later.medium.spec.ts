import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { MIN_PHOTOS, type AvatarId, type PhotoFinding, type PhotoId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { avatarPhotoKey, fromReference, incomingPhotoKey, toReference } from '@aisha/storage';
import { newOwner, onTrainer, square, type Trainer } from '../../spec/trainer-harness';

/** The measurements that a portrait and a landscape have in common. */
const OF_ANY = {
  file: { bytes: 1, format: 'jpeg', width: 1_000, height: 1_000 },
  light: { brightness: 140, contrast: 50 },
  content: { drawing: 0, hentai: 0, neutral: 1, porn: 0, sexy: 0 },
};
const PORTRAIT = {
  ...OF_ANY,
  face: {
    ...{
      score: 0.9,
      pointsScore: 1,
      others: [],
      side: 300,
      middle: { x: 0.5, y: 0.5 },
      cutOff: 0,
      isMiddleOutside: false,
    },
    ...{ yaw: 0, pitch: 0, roll: 0, brightness: 140, contrast: 50, blownOut: 0, sharpness: 0.1, eyesByCheeks: 0.7 },
    mouthByBridge: 0.9,
    colourGap: 0.05,
  },
  body: { faceShare: 0.3, roomBelow: 1 },
};
const LANDSCAPE = { ...OF_ANY, face: null, body: null };

let selfie: Buffer;
beforeAll(async () => {
  [selfie = Buffer.of()] = await drawnSelfies(3, 1);
});

type Owner = { readonly userId: UserId; readonly avatarId: AvatarId };

/**
 * An avatar that began with ten portraits and a landscape, which its person has not described. `others` more photos that suit no portrait
 * show another face; with them the portraits are in doubt.
 */
const begun = async (trainer: Trainer, others = 0) => {
  const { userId, avatarId } = newOwner();
  await trainer.fixtures.avatar({ id: avatarId, userId, subject: null, status: 'ready_for_training', photos: 0 });
  const keeps = async (metadata: object, findings: PhotoFinding[], { isMain = false, face = 0.1 } = {}) => {
    const id = newId<PhotoId>();
    const key = avatarPhotoKey(userId, avatarId, id);
    await trainer.storage.put(key, await square(1), { contentType: 'image/jpeg' });
    const embedding = Array<number>(128).fill(face);
    const row = { id, avatarId, findings, metadata: { ...metadata }, filePath: toReference(key), embedding, isMain };
    await trainer.fixtures.photo(row);
    return { id, key };
  };
  const landscape = await keeps(LANDSCAPE, ['only-for-style'], { isMain: true });
  for (let i = 0; i < others; i += 1) await keeps(LANDSCAPE, ['only-for-style'], { face: 0.2 });
  for (let i = 0; i < MIN_PHOTOS; i += 1) await keeps(PORTRAIT, others > 0 ? ['another-person'] : []);
  return { userId, avatarId, landscape };
};
const says = (trainer: Trainer, { userId, avatarId }: Owner, said: 'portrait' | 'style') =>
  trainer.do('create-avatar', {
    ...{ userId, avatarId, name: 'Анна' },
    ...(said === 'style'
      ? { trainingType: 'style', subject: 'other' }
      : { trainingType: 'portrait', subject: 'woman' }),
  });
const faces = async (trainer: Trainer, { avatarId }: Owner) =>
  trainer.admin.query('SELECT 1 FROM trainer.avatar_photo WHERE avatar_id = $1 AND embedding IS NOT NULL', [avatarId]);

describe('photos of an avatar that its person has not described', () => {
  it('a photo without a face is accepted while its avatar may still become a style', async () => {
    const trainer = await onTrainer();
    const { userId, avatarId } = newOwner();
    await trainer.fixtures.avatar({ id: avatarId, userId, subject: null, status: 'draft', photos: 0 });
    const photoId = newId<PhotoId>();
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    const jacket = await sharp(selfie).extract({ left: 80, top: 700, width: 250, height: 250 }).resize(900).toBuffer();
    await trainer.storage.put(incoming, jacket, { contentType: 'image/jpeg' });

    await trainer.do('check-photo', { userId, avatarId, photoId, incoming: toReference(incoming) });

    const [verdict] = await trainer.sent('show-photo-verdict');
    expect(verdict).toMatchObject({ accepted: true });
    expect(verdict!['findings']).toContain('only-for-style');
  });

  it('once a person describes an avatar as a portrait, a photo that does not suit a portrait is refused with its reason, and the other photos stay', async () => {
    const trainer = await onTrainer();
    const set = await begun(trainer);

    await says(trainer, set, 'portrait');
    await says(trainer, set, 'portrait');

    expect(await trainer.sent('show-photo-verdict')).toEqual([
      {
        ...{ userId: set.userId, avatarId: set.avatarId, photoId: set.landscape.id },
        ...{ accepted: false, findings: ['no-face'], acceptedCount: MIN_PHOTOS, isRevised: true },
      },
    ]);
    const photos = await trainer.photos(set.avatarId);
    expect(photos.filter(({ accepted }) => accepted)).toHaveLength(MIN_PHOTOS);
    expect(photos.filter(({ isMain }) => isMain)).toHaveLength(1);
    await expect(trainer.storage.head(set.landscape.key)).rejects.toMatchObject({ code: 'file-missing' });
    for (const { filePath } of photos.filter(({ accepted }) => accepted)) {
      expect(await trainer.storage.head(fromReference(filePath!))).toBeDefined();
    }
  });

  it('a doubt about the faces of a set ends with the photos that caused it, and does not stop the avatar', async () => {
    const trainer = await onTrainer();
    const set = await begun(trainer, MIN_PHOTOS + 5);

    await says(trainer, set, 'portrait');

    const left = (await trainer.photos(set.avatarId)).filter(({ accepted }) => accepted);
    expect(left.map(({ findings }) => findings)).toEqual(Array(MIN_PHOTOS).fill([]));
    const [avatar] = await trainer.admin.query('SELECT stopped_for FROM trainer.avatar WHERE id = $1', [set.avatarId]);
    expect(avatar).toEqual({ stopped_for: null });
    const last = new Map((await trainer.sent('show-photo-verdict')).map((told) => [told['photoId'], told['findings']]));
    expect(left.map(({ id }) => last.get(id))).toEqual(Array(MIN_PHOTOS).fill([]));
  });

  it('once a person describes an avatar as a style, all its photos are accepted, and no embedding of a face is kept', async () => {
    const trainer = await onTrainer();
    const set = await begun(trainer);
    expect(await faces(trainer, set)).not.toEqual([]);

    await says(trainer, set, 'style');

    expect(await trainer.sent('show-photo-verdict')).toMatchObject([
      { photoId: set.landscape.id, accepted: true, findings: [], isRevised: true },
    ]);
    expect((await trainer.photos(set.avatarId)).every(({ accepted }) => accepted)).toBe(true);
    expect(await faces(trainer, set)).toEqual([]);
  });

  it('a photo whose avatar becomes a style while the photo is looked at is judged as a style’s, and its embedding is not kept', async () => {
    const trainer = await onTrainer();
    const owner = newOwner();
    const { userId, avatarId } = owner;
    await trainer.fixtures.avatar({ id: avatarId, userId, subject: null, status: 'draft', photos: 0 });
    const photoId = newId<PhotoId>();
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    await trainer.storage.put(incoming, selfie, { contentType: 'image/jpeg' });
    const put = trainer.storage.put.bind(trainer.storage);
    // The copy is stored once the photo has been looked at, and before the photo enters the set.
    trainer.storage.put = async (...copy) => {
      await says(trainer, owner, 'style');
      return put(...copy);
    };

    await trainer.do('check-photo', { userId, avatarId, photoId, incoming: toReference(incoming) });

    expect(await trainer.photos(avatarId)).toMatchObject([{ id: photoId, accepted: true, findings: [] }]);
    expect(await faces(trainer, owner)).toEqual([]);
  });
});
