import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { UserId } from '@aisha/domain';
import { onPostgres } from '@aisha/testing';
import { AvatarReader } from './avatar.reader';

describe('reading avatars', () => {
  it('the reader of avatars finds only a person’s own, newest first, page by page', async () => {
    const postgres = await onPostgres('trainer');
    const reader = new AvatarReader(postgres.database);
    const userId = newId<UserId>();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await postgres.fixtures.avatar({ userId, photos: 0 })).id);
    const stranger = await postgres.fixtures.avatar({ photos: 0 });
    await postgres.fixtures.avatar({ userId, photos: 0, deletedAt: new Date() });

    const first = await reader.page(userId, { limit: 3 });
    const second = await reader.page(userId, { limit: 3, before: first.at(-1)!.id });

    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
    expect(await reader.find(userId, stranger.id)).toBeNull();
  });

  it('the reader of avatars gives the main avatar, its accepted photos, and its open training', async () => {
    const postgres = await onPostgres('trainer');
    const reader = new AvatarReader(postgres.database);
    const avatar = await postgres.fixtures.avatar({ isMain: true, photos: 3 });
    await postgres.fixtures.photo({ avatarId: avatar.id, accepted: false });
    await postgres.fixtures.training({ avatarId: avatar.id, userId: avatar.userId, state: 'failed' });
    const open = await postgres.fixtures.training({ avatarId: avatar.id, userId: avatar.userId, state: 'waiting' });

    expect((await reader.main(avatar.userId))?.id).toBe(avatar.id);
    expect(await reader.main(newId<UserId>())).toBeNull();
    expect(await reader.photos(avatar.id)).toHaveLength(3);
    expect(await reader.countPhotos(avatar.id)).toBe(3);
    expect((await reader.openTraining(avatar.id))?.orderId).toBe(open.orderId);
  });
});
