import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { MIN_PHOTOS, type AvatarId, type Language, type PhotoId, type Subject, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { avatarPhotoKey, avatarPhotosPrefix, fromReference, toReference } from '@aisha/storage';
import { newOwner, onTrainer, type Trainer } from '../../spec/trainer-harness';
import { AvatarStore } from '../avatars/avatar.store';
import { ForgetMaps } from '../photo-map/forget-maps';

let selfie: Buffer;
beforeAll(async () => {
  [selfie = Buffer.of()] = await drawnSelfies(7, 1);
});

/** The measurements of a photo as the models give them. `place` is the number of a room; each room has a different colour. */
const measured = (place: number, yaw = 0) => ({
  face: { yaw, brightness: 130, middle: { x: 0.5, y: 0.45 } },
  body: { faceShare: 0.4 },
  background: {
    share: 0.4,
    colours: Array.from({ length: 75 }, (_, i) => (i === place ? 1_000 : 0)),
    mean: [200, 180, 160],
  },
});

interface Begun {
  readonly count?: number;
  readonly subject?: Subject | null;
  readonly trainingType?: 'portrait' | 'style';
  readonly language?: Language;
}

/** An avatar whose photos have been checked, all in one room and all from the front. */
const setOf = async (
  trainer: Trainer,
  { count = MIN_PHOTOS, subject = 'woman', trainingType = 'portrait', language = 'ru' }: Begun = {},
) => {
  const { userId } = await trainer.fixtures.person({ language });
  const { id: avatarId } = await trainer.fixtures.avatar({
    ...{ userId, subject, trainingType, photos: 0 },
    status: count >= MIN_PHOTOS ? 'ready_for_training' : 'photos_uploading',
  });
  const ids: PhotoId[] = [];
  for (let i = 0; i < count; i += 1) ids.push(await adds(trainer, { userId, avatarId }));
  return { userId, avatarId, ids };
};

const adds = async (trainer: Trainer, { userId, avatarId }: { userId: UserId; avatarId: AvatarId }, yaw = 0) => {
  const id = newId<PhotoId>();
  const key = avatarPhotoKey(userId, avatarId, id);
  await trainer.storage.put(key, selfie, { contentType: 'image/jpeg' });
  await trainer.fixtures.photo({ id, avatarId, filePath: toReference(key), metadata: measured(0, yaw) });
  return id;
};

const maps = async (trainer: Trainer, { userId, avatarId }: ReturnType<typeof newOwner>): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of trainer.storage.list(avatarPhotosPrefix(userId, avatarId))) {
    if (key.includes('/map-')) found.push(`avatars:${key}`);
  }
  return found;
};
const drawnOf = (trainer: Trainer, owner: ReturnType<typeof newOwner>) =>
  trainer.do('draw-photo-map', { userId: owner.userId, avatarId: owner.avatarId });

describe('the coach of a set', () => {
  it('the coach draws what the photos of a set cover and says what is missing, once for each state of the set', async () => {
    const trainer = await onTrainer();
    const set = await setOf(trainer);

    await drawnOf(trainer, set);
    await drawnOf(trainer, set);

    const [told, ...more] = await trainer.sent('show-photo-map');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ photos: 10, advice: ['more-sides', 'more-places', 'more-distance'], outliers: [] });
    expect(await maps(trainer, set)).toEqual([told!['picture']]);
    const picture = await trainer.storage.getBuffer(fromReference(String(told!['picture'])), { maxBytes: 2_000_000 });
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1_080 });
  });

  it('the coach draws a new map when the set or the person’s language has changed, and keeps only the newest', async () => {
    const trainer = await onTrainer();
    const set = await setOf(trainer);
    await drawnOf(trainer, set);
    await adds(trainer, set, 25);
    await adds(trainer, set, -25);

    await drawnOf(trainer, set);

    const [, second] = await trainer.sent('show-photo-map');
    expect(second).toMatchObject({ photos: 12, advice: ['more-places', 'more-distance', 'more-light'] });
    expect(await maps(trainer, set)).toEqual([second!['picture']]);
    await trainer.admin.query(`UPDATE bot.person SET language = 'en' WHERE user_id = $1`, [set.userId]);
    await drawnOf(trainer, set);
    expect(await maps(trainer, set)).not.toEqual([second!['picture']]);
  });

  it.each<[string, Begun]>([
    ['a style', { trainingType: 'style', subject: 'other' }],
    ['an avatar of which nothing is said yet', { subject: null }],
    ['a set too small for training', { count: MIN_PHOTOS - 1 }],
  ])('the coach says nothing about %s', async (_, begun) => {
    const trainer = await onTrainer();
    const set = await setOf(trainer, begun);
    const [photoId] = set.ids;

    await trainer.do('remove-photo', { userId: set.userId, avatarId: set.avatarId, photoId: photoId! });
    await drawnOf(trainer, set);

    expect(await trainer.sent('draw-photo-map')).toEqual([]);
    expect(await trainer.sent('show-photo-map')).toEqual([]);
    expect(await maps(trainer, set)).toEqual([]);
  });

  it('the coach looks at a set again when a photo is removed, and removes the map when fewer than ten are left', async () => {
    const trainer = await onTrainer();
    const set = await setOf(trainer);
    await drawnOf(trainer, set);

    await trainer.do('remove-photo', { userId: set.userId, avatarId: set.avatarId, photoId: set.ids[0]! });
    expect(await trainer.sent('draw-photo-map')).toHaveLength(1);
    await drawnOf(trainer, set);

    expect((await trainer.sent('show-photo-map'))[1]).toMatchObject({ picture: null, photos: 9 });
    expect(await maps(trainer, set)).toEqual([]);
    expect(await trainer.avatar(set.avatarId)).toMatchObject({ photoMap: null });
  });

  it('the coach looks at photos that came before the description as soon as the person has described the avatar', async () => {
    const trainer = await onTrainer();
    const { userId, avatarId } = await setOf(trainer, { subject: null });

    await trainer.do('create-avatar', { userId, avatarId, name: 'Анна', trainingType: 'portrait', subject: 'woman' });

    expect(await trainer.sent('draw-photo-map')).toEqual([{ userId, avatarId }]);
  });

  it('the coach names a photo of another person by its number in the set, until the owner of the set confirms that photo', async () => {
    const trainer = await onTrainer();
    const set = await setOf(trainer);
    const photoId = set.ids[3]!;
    await trainer.admin.query(`UPDATE trainer.avatar_photo SET findings = '{another-person}' WHERE id = $1`, [photoId]);
    await drawnOf(trainer, set);
    expect((await trainer.sent('show-photo-map'))[0]).toMatchObject({ outliers: [4] });

    const confirmed = { userId: set.userId, avatarId: set.avatarId, photoId };
    await trainer.do('confirm-person', { ...confirmed, userId: newId<UserId>() });
    expect(await trainer.sent('show-photo-verdict')).toEqual([]);
    await trainer.do('confirm-person', confirmed);
    await trainer.do('confirm-person', confirmed);

    expect(await trainer.sent('show-photo-verdict')).toMatchObject([{ photoId, findings: [], isRevised: true }]);
    expect(await trainer.sent('draw-photo-map')).toHaveLength(1);
    await drawnOf(trainer, set);
    expect((await trainer.sent('show-photo-map'))[1]).toMatchObject({ outliers: [] });
  });

  it.each(['training', 'completed'])(
    'the coach keeps no map of an avatar that is deleted, or in the state %s',
    async (status) => {
      const trainer = await onTrainer();
      const [trained, deleted] = [await setOf(trainer), await setOf(trainer)];
      for (const set of [trained, deleted]) await drawnOf(trainer, set);
      const clock = new ForgetMaps(trainer.database, new AvatarStore(), trainer.storage, Logger.silent());
      await clock.run();
      expect(await maps(trainer, trained)).toHaveLength(1);

      await trainer.admin.query(`UPDATE trainer.avatar SET status = $2, lora_key = 'loras:of-the-spec' WHERE id = $1`, [
        trained.avatarId,
        status,
      ]);
      await clock.run();
      await trainer.do('delete-avatar', { userId: deleted.userId, avatarId: deleted.avatarId });

      for (const set of [trained, deleted]) expect(await maps(trainer, set)).toEqual([]);
      expect(await trainer.avatar(trained.avatarId)).toMatchObject({ photoMap: null });
      expect(await trainer.avatar(deleted.avatarId)).toMatchObject({ photoMap: null });
    },
  );
});

describe('photos of one person, checked by the models', () => {
  it('the coach looks at a set of checked photos of one person once, after the last photo is checked', async () => {
    const trainer = await onTrainer();
    const { userId } = await trainer.fixtures.person();
    const { id: avatarId } = await trainer.fixtures.avatar({ userId, status: 'photos_uploading', photos: 0 });
    const selfies = await drawnSelfies(12, MIN_PHOTOS);
    for (const file of selfies) {
      const photoId = newId<PhotoId>();
      const incoming = { bucket: 'avatars', key: `incoming/${userId}/${photoId}.jpg` } as const;
      await trainer.storage.put(incoming, file, { contentType: 'image/jpeg' });
      await trainer.receivePhoto({ userId, avatarId, photoId, incoming: toReference(incoming) });
    }

    await trainer.checkPhotos();
    await drawnOf(trainer, { userId, avatarId });

    expect(await trainer.sent('draw-photo-map')).toEqual([{ userId, avatarId }]);
    const [told] = await trainer.sent('show-photo-map');
    expect(told).toMatchObject({ photos: MIN_PHOTOS, outliers: [] });
    expect(told!['advice']).toContain('more-sides'); // drawn faces look into the camera
  });
});
