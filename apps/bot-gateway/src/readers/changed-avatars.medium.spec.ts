import { describe, expect, it } from '@jest/globals';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import type { Message } from '@aisha/contracts';
import { Outbox } from '@aisha/messaging';
import { onPostgres } from '@aisha/testing';
import { PendingChangeStore, type Change } from '../engine/conversation/pending-change.store';
import { ChangedAvatars } from './changed-avatars';
import { ChangedFiles } from './changed-files';

/** A person with three finished avatars, the first of them the main one, and changes that the trainer has not made yet. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const names = ['Анна', 'Борис', 'Вера'];
  const ids: AvatarId[] = [];
  for (const name of names) ids.push((await postgres.fixtures.avatar({ userId, name, isMain: name === 'Анна' })).id);
  const [anna, boris, vera] = ids as [AvatarId, AvatarId, AvatarId];
  const avatars = new ChangedAvatars(postgres.database);
  const outbox = new Outbox('bot');
  const store = new PendingChangeStore();
  const message: Message = { receiver: 'avatar-trainer', job: 'rename-avatar', payload: {} };
  return {
    postgres,
    userId,
    anna,
    boris,
    vera,
    avatars,
    change: (change: Change) =>
      postgres.database.transaction(async (tx) => {
        await store.add(tx, await outbox.addTracked(tx, message), change);
      }),
    /** Plays the trainer, which has handled every message, so that all of them leave the outbox. */
    areHandled: () =>
      postgres.admin.query('INSERT INTO trainer.handled (message_id, job) SELECT id::text, job FROM bot.outbox'),
    leaveOutbox: () => postgres.admin.query('DELETE FROM bot.outbox'),
    prune: () => postgres.database.transaction((tx) => store.prune(tx)),
    shown: async () =>
      (await avatars.page(userId, { limit: 9 })).map(({ name, isMain }) => `${name}${isMain ? ' ⭐' : ''}`),
  };
};
const renamed = (setId: UserId, itemId: AvatarId, name: string): Change => ({ change: 'renamed', setId, itemId, name });

describe('avatars with a change that the trainer has not made yet', () => {
  it('avatars with a change under way are listed under their new names, the chosen avatar as the main one, and removed avatars not at all', async () => {
    const { userId, anna, boris, vera, change, shown, avatars } = await setup();

    await change(renamed(userId, boris, 'Боря'));
    await change({ change: 'chosen', setId: userId, itemId: boris });
    await change({ change: 'removed', setId: userId, itemId: vera });

    expect(await shown()).toEqual(['Боря ⭐', 'Анна']);
    expect(await avatars.find(userId, boris)).toMatchObject({ name: 'Боря', isMain: true });
    expect(await avatars.find(userId, anna)).toMatchObject({ name: 'Анна', isMain: false });
    expect(await avatars.find(userId, vera)).toBeNull();
    expect(await avatars.main(userId)).toMatchObject({ id: boris });
  });

  it('a page of avatars is full even when some are being removed', async () => {
    const { userId, vera, boris, change, avatars } = await setup();

    await change({ change: 'removed', setId: userId, itemId: vera });

    expect(await avatars.page(userId, { limit: 1 })).toMatchObject([{ id: boris }]);
  });

  it('the newest avatar is the main avatar while the earlier main avatar is being removed, as the trainer will choose', async () => {
    const { userId, anna, vera, change, avatars } = await setup();

    await change({ change: 'removed', setId: userId, itemId: anna });

    expect(await avatars.main(userId)).toMatchObject({ id: vera });
  });

  it('of several changes under way the last one counts', async () => {
    const { userId, anna, boris, change, shown } = await setup();

    await change(renamed(userId, boris, 'Боря'));
    await change(renamed(userId, boris, 'Боб'));
    await change({ change: 'chosen', setId: userId, itemId: boris });
    await change({ change: 'chosen', setId: userId, itemId: anna });

    expect(await shown()).toEqual(['Вера', 'Боб', 'Анна ⭐']);
  });

  it('once the trainer has answered, avatars are read as the trainer has them, even when it has refused the change', async () => {
    const { postgres, userId, boris, vera, change, areHandled, leaveOutbox, shown, prune } = await setup();
    await change(renamed(userId, boris, 'Боря'));
    await change({ change: 'removed', setId: userId, itemId: vera });

    await areHandled();

    expect(await shown()).toEqual(['Вера', 'Борис', 'Анна ⭐']);
    await leaveOutbox();
    await prune();
    expect(await shown()).toEqual(['Вера', 'Борис', 'Анна ⭐']);
    expect(await postgres.admin.query('SELECT FROM bot.pending_change')).toEqual([]);
  });

  it('a change that is still under way stays and applies when the handled changes are pruned', async () => {
    const { postgres, userId, boris, vera, change, areHandled, leaveOutbox, prune, shown } = await setup();
    await change({ change: 'removed', setId: userId, itemId: vera });
    await areHandled();
    await leaveOutbox();
    await change(renamed(userId, boris, 'Боря'));

    await prune();

    expect(await postgres.admin.query('SELECT item_id AS "itemId" FROM bot.pending_change')).toEqual([
      { itemId: boris },
    ]);
    expect(await shown()).toContain('Боря');
  });

  it('a change under way does not apply to other people’s avatars', async () => {
    const { postgres, userId, boris, change, avatars } = await setup();
    const other = await postgres.fixtures.person();
    const theirs = await postgres.fixtures.avatar({ userId: other.userId, name: 'Глеб', isMain: true });

    await change(renamed(userId, boris, 'Боря'));
    await change({ change: 'removed', setId: userId, itemId: theirs.id });

    expect(await avatars.page(other.userId, { limit: 9 })).toMatchObject([{ name: 'Глеб', isMain: true }]);
  });
});

describe('photos with a change that the trainer has not made yet', () => {
  it('photos that are being removed from an avatar are no longer among the files of their person', async () => {
    const { postgres, userId, change } = await setup();
    const { id: avatarId } = await postgres.fixtures.avatar({ userId, status: 'ready_for_training', photos: 3 });
    const files = new ChangedFiles(postgres.database);
    const shown = async () => (await files.page(userId, { kind: 'photo', limit: 9 })).map(({ id }) => id);
    const [leaves] = await files.page(userId, { kind: 'photo', limit: 9 });
    expect(await shown()).toContain(leaves!.id);

    await change({ change: 'removed', setId: avatarId, itemId: leaves!.id as PhotoId });

    expect(await shown()).not.toContain(leaves!.id);
    expect(await files.find(userId, leaves!)).toBeNull();
  });

  it('photos that are being removed are neither shown nor counted; the first photo is the main one unless another was chosen', async () => {
    const { postgres, userId, change, avatars } = await setup();
    const { id: avatarId } = await postgres.fixtures.avatar({ userId, status: 'ready_for_training', photos: 3 });
    const [first, second, third] = (await avatars.photos(avatarId)).map(({ id }) => id) as [PhotoId, PhotoId, PhotoId];
    const isMain = async () => (await avatars.photos(avatarId)).find((photo) => photo.isMain)?.id;

    await change({ change: 'removed', setId: avatarId, itemId: first });

    expect((await avatars.photos(avatarId)).map(({ id }) => id)).toEqual([second, third]);
    await change({ change: 'renamed', setId: userId, itemId: avatarId, name: 'Новое имя' });
    expect(await avatars.findWithPhotos(userId, avatarId)).toMatchObject({
      avatar: { id: avatarId, name: 'Новое имя' },
      photos: [
        { id: second, isMain: true },
        { id: third, isMain: false },
      ],
    });
    expect(await avatars.countPhotos(avatarId)).toBe(2);
    expect(await isMain()).toBe(second);
    await change({ change: 'chosen', setId: avatarId, itemId: third });
    expect(await isMain()).toBe(third);
  });
});
