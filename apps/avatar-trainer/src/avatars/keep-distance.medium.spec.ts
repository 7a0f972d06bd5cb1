import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { AvatarStore } from './avatar.store';

describe('the distance of a path of a trained avatar', () => {
  it.each([
    [
      'from several photos stays what the trial picture gave',
      'references',
      [{ scale: 1, distance: 0.4 }, { distance: 0.3 }],
      0.3,
    ],
    [
      'from several photos moves when no trial picture gave it',
      'references',
      [{ scale: 1, distance: 0.4 }, { distance: null }],
      0.4,
    ],
    [
      'from one photo moves, because no trial picture gives it',
      'photo',
      [{ scale: 1, distance: 0.4 }, { distance: 0.3 }],
      0.4,
    ],
  ] as const)('the distance of a trained avatar %s', async (_what, path, probes, expected) => {
    const { database, fixtures, admin } = await onPostgres('trainer');
    const { id: avatarId, userId } = await fixtures.avatar({ referencesDistance: 0.3, photoDistance: 0.3 });
    await fixtures.training({ avatarId, userId, state: 'succeeded', probes });

    await database.transaction((tx) => new AvatarStore().keepDistance(tx, { userId, avatarId }, path, 0.7));

    const [avatar] = await admin.query<{ distance: number }>(
      `SELECT ${path}_distance AS distance FROM trainer.avatar WHERE status = 'completed'`,
    );
    expect(avatar?.distance).toBeCloseTo(expected);
  });
});
