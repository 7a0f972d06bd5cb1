import { expect, it } from '@jest/globals';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { WaitingPhotoStore } from './waiting-photo.store';

it('a process that has lost a photo to another one neither keeps the photo nor puts it back', async () => {
  const { database, admin } = await onPostgres('trainer');
  const store = new WaitingPhotoStore(database);
  const ids = { photoId: newId<PhotoId>(), avatarId: newId<AvatarId>(), userId: newId<UserId>() };
  await database.transaction((tx) => store.add(tx, { ...ids, incoming: 'files:incoming/photo.jpg' }));
  const [late] = await store.take(1, 60_000);
  await admin.query(`UPDATE trainer.waiting_photo SET lease_until = now() - interval '1 second'`);
  expect(await store.take(1, 60_000)).toMatchObject([{ attempts: 2 }]);
  const row = () => admin.query('SELECT * FROM trainer.waiting_photo');
  const before = await row();

  await store.renew(late!, 600_000);
  await store.retryIn(late!, 1_000);

  expect(await row()).toEqual(before);
});

it('of two people whose turn it is, the one with fewer waiting photos is taken first, although the other was first to send', async () => {
  const { database } = await onPostgres('trainer');
  const store = new WaitingPhotoStore(database);
  const [many, few] = [newId<UserId>(), newId<UserId>()];
  for (const userId of [many, many, few]) {
    const photo = {
      photoId: newId<PhotoId>(),
      avatarId: newId<AvatarId>(),
      userId,
      incoming: 'files:incoming/photo.jpg',
    };
    await database.transaction((tx) => store.add(tx, photo));
  }

  const taken = [...(await store.take(1, 60_000)), ...(await store.take(1, 60_000))];

  expect(taken.map(({ userId }) => userId)).toEqual([few, many]);
});
