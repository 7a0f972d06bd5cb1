import { describe, expect, it } from '@jest/globals';
import type { AvatarId, PictureId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { PendingChangeStore, type Change } from '../engine/conversation/pending-change.store';
import { ChangedPictures } from './changed-pictures';

/** A person with two pictures of one avatar; the first is a favourite and the avatar's main photo. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const avatarId = newId<AvatarId>();
  const { orderId } = await postgres.fixtures.generation({
    ...{ userId, input: { kind: 'avatar', avatarId } },
    ...{ state: 'succeeded', units: 2, delivered: 2 },
  });
  const first = await postgres.fixtures.picture({ orderId, favouriteAt: new Date(), mainOf: avatarId });
  const second = await postgres.fixtures.picture({ orderId, position: 1 });
  const pictures = new ChangedPictures(postgres.database);
  const store = new PendingChangeStore();
  const outbox = new Outbox('bot');
  const asked = { receiver: 'image-generator', job: 'mark-picture', payload: {} } as const;
  const change = (made: Change) =>
    postgres.database.transaction(async (tx) => store.add(tx, await outbox.addTracked(tx, asked), made));
  return {
    postgres,
    first: first.id,
    second: second.id,
    favours: (itemId: PictureId, change: Change['change']) => ({ setId: userId, itemId, change }),
    shows: (itemId: PictureId, change: Change['change']) => ({ setId: avatarId, itemId, change }),
    change,
    deletes: () => change({ setId: userId, itemId: orderId, change: 'removed' }),
    favourites: async () => (await pictures.marked(userId, orderId, 'favourite'))?.pictures.map(({ isOn }) => isOn),
    main: async () => (await pictures.mainPhotoOf(userId, avatarId))?.id,
    these: async (ids: readonly PictureId[], asker = userId) =>
      (await pictures.these(asker, ids)).map(({ id }) => id).toSorted(),
    counted: async () => (await pictures.page(userId, { isFavourite: true }, { limit: 9 })).pictures.length,
  };
};

describe('pictures with a mark that the generator has not set yet', () => {
  it('with a mark under way, the last tap decides whether a picture is a favourite', async () => {
    const { first, second, favours, change, favourites, counted } = await setup();
    await change(favours(first, 'favourite-off'));
    await change(favours(second, 'favourite-on'));
    expect(await favourites()).toEqual([false, true]);

    await change(favours(first, 'favourite-on'));
    await change(favours(second, 'favourite-off'));

    expect(await favourites()).toEqual([true, false]);
    expect(await counted()).toBe(1);
  });

  it('with a mark under way, the last tap decides which picture is the main photo, or that none is', async () => {
    const { first, second, shows, change, main } = await setup();
    expect(await main()).toBe(first);
    await change(shows(second, 'main-photo-on'));
    expect(await main()).toBe(second);
    await change(shows(second, 'main-photo-off'));

    expect(await main()).toBeUndefined();
  });

  it('pictures are neither favourites nor a main photo once the person has deleted them', async () => {
    const { deletes, counted, favourites, main } = await setup();

    await deletes();

    expect(await counted()).toBe(0);
    expect(await favourites()).toEqual([]);
    expect(await main()).toBeUndefined();
  });

  it('a person’s pictures are found by their ids until the person has deleted them', async () => {
    const { postgres, first, second, these, deletes } = await setup();
    const { userId: stranger } = await postgres.fixtures.person();
    const ids = [first, second].toSorted();

    expect(await these(ids)).toEqual(ids);
    expect(await these([first])).toEqual([first]);
    expect(await these([])).toEqual([]);
    expect(await these(ids, stranger)).toEqual([]);
    await deletes();

    expect(await these(ids)).toEqual([]);
  });

  it('pictures have the generator’s own marks as soon as it has handled the message', async () => {
    const { postgres, first, favours, change, favourites } = await setup();
    await change(favours(first, 'favourite-off'));
    expect(await favourites()).toEqual([false, false]);

    await postgres.admin.query('INSERT INTO generator.handled (message_id, job) SELECT id::text, job FROM bot.outbox');

    expect(await favourites()).toEqual([true, false]);
  });
});

describe('the result of an order', () => {
  it('an order is read with its pictures and its avatar, without what is being deleted, and with the avatar’s new name', async () => {
    const postgres = await onPostgres('bot');
    const { userId } = await postgres.fixtures.person();
    const other = await postgres.fixtures.person();
    const { id: avatarId } = await postgres.fixtures.avatar({ userId, name: 'Анна' });
    const made = { userId, state: 'succeeded', units: 2, delivered: 2 } as const;
    const { orderId } = await postgres.fixtures.generation({ ...made, input: { kind: 'avatar', avatarId } });
    const first = await postgres.fixtures.picture({ orderId });
    const second = await postgres.fixtures.picture({ orderId, position: 1 });
    const ofIdea = await postgres.fixtures.generation({ ...made, input: { kind: 'idea' } });
    const pictures = new ChangedPictures(postgres.database);
    const [store, outbox] = [new PendingChangeStore(), new Outbox('bot')];
    const asked = { receiver: 'avatar-trainer', job: 'rename-avatar', payload: {} } as const;
    const change = (made: Omit<Change, 'setId'>) =>
      postgres.database.transaction(async (tx) =>
        store.add(tx, await outbox.addTracked(tx, asked), { ...made, setId: userId }),
      );

    expect(await pictures.drawn(userId, orderId)).toMatchObject({
      generation: { orderId },
      pictures: [{ id: first.id }, { id: second.id }],
      avatar: { id: avatarId, name: 'Анна' },
    });
    await change({ change: 'renamed', itemId: avatarId, name: 'Аня' });
    await change({ change: 'removed', itemId: first.id });
    expect(await pictures.drawn(userId, orderId)).toMatchObject({
      pictures: [{ id: second.id }],
      avatar: { name: 'Аня' },
    });
    await change({ change: 'removed', itemId: avatarId });
    expect(await pictures.drawn(userId, orderId)).toMatchObject({ pictures: [{ id: second.id }], avatar: null });
    expect(await pictures.drawn(userId, ofIdea.orderId)).toMatchObject({ pictures: [], avatar: null });
    expect(await pictures.drawn(other.userId, orderId)).toBeNull();
    await change({ change: 'removed', itemId: orderId });
    expect(await pictures.drawn(userId, orderId)).toBeNull();
  });
});
