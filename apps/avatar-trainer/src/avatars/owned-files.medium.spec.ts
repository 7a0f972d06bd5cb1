import { describe, expect, it } from '@jest/globals';
import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId, OrderId, PhotoId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { avatarPhotoKey, loraKey, photoMapKey, toReference } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { ownedFilesOfAvatars } from '@aisha/database';

const setup = async () => {
  const postgres = await onPostgres('trainer');
  const [photos, loras] = ownedFilesOfAvatars(postgres.database);
  const [userId, id, photoId, orderId] = [newId<UserId>(), newId<AvatarId>(), newId<PhotoId>(), newId<OrderId>()];
  const places = {
    photo: avatarPhotoKey(userId, id, photoId),
    map: photoMapKey(userId, id, 'a1b2'),
    model: loraKey(userId, id, orderId, 1),
  };
  const owned = async () => {
    const belongs = async (key: string, files = photos!) =>
      (await files.ownedOf([key], [files.form.exec(key)![1]!])).length === 1;
    const { photo, map, model } = places;
    return { photo: await belongs(photo.key), map: await belongs(map.key), model: await belongs(model.key, loras) };
  };
  const avatar = (fields: Partial<Avatar>) =>
    postgres.fixtures.avatar({ id, userId, photos: 0, loraKey: null, status: 'photos_uploading', ...fields });
  return { ...postgres, userId, id, photoId, orderId, owned, avatar, places };
};

const NOTHING = { photo: false, map: false, model: false };

describe('the owner of an avatar’s file', () => {
  it('a file of an avatar has no owner when the avatar’s row no longer names the file', async () => {
    const { owned, avatar, fixtures, id } = await setup();
    await avatar({});
    await fixtures.photo({ avatarId: id });

    expect(await owned()).toEqual(NOTHING);
  });

  it('the file of an avatar’s photo belongs to the row of that photo', async () => {
    const { owned, avatar, fixtures, id, photoId, places } = await setup();
    await avatar({});
    await fixtures.photo({ id: photoId, avatarId: id, filePath: toReference(places.photo) });

    expect(await owned()).toEqual({ ...NOTHING, photo: true });
  });

  it('the file of a photo belongs to the photo’s check while the check is under way, because the file is stored before the verdict', async () => {
    const { owned, avatar, admin, id, photoId, userId } = await setup();
    await avatar({});
    await admin.query(
      `INSERT INTO trainer.waiting_photo (photo_id, avatar_id, user_id, attempts, not_before) VALUES ($1, $2, $3, 1, now())`,
      [photoId, id, userId],
    );

    expect(await owned()).toMatchObject({ photo: true, model: false });
  });

  it('the map and the model belong to their avatar', async () => {
    const { owned, avatar, places } = await setup();
    await avatar({ photoMap: toReference(places.map), loraKey: toReference(places.model) });

    expect(await owned()).toEqual({ photo: false, map: true, model: true });
  });

  it('the file of a model belongs to the open training that made the model, because it is copied before the training is announced', async () => {
    const { owned, avatar, fixtures, id, orderId, userId } = await setup();
    await avatar({});
    await fixtures.training({ orderId, avatarId: id, userId, state: 'waiting' });

    expect(await owned()).toEqual({ ...NOTHING, model: true });
  });

  it('a model belongs to an avatar in training even before the order of the training has arrived', async () => {
    const { owned, avatar } = await setup();
    await avatar({ status: 'training' });

    expect(await owned()).toEqual({ ...NOTHING, model: true });
  });
});

/**
 * A text that has the length of an id but is not an id. When a query contains such a text as an id, Postgres refuses the whole query, with
 * all its other keys.
 */
const OTHER = '-'.repeat(36);

describe('a key that is not ours', () => {
  it('a key in a foreign form does not count as a file of ours', async () => {
    const { database } = await onPostgres('trainer');
    const foreign = [
      `avatars/u/${OTHER}/map-1.png`,
      `avatars/${newId<UserId>()}/${OTHER}/map-1.png`,
      `loras/${newId<UserId>()}/${OTHER}/1.safetensors`,
    ];

    expect(foreign.filter((key) => ownedFilesOfAvatars(database).some(({ form }) => form.test(key)))).toEqual([]);
  });
});
