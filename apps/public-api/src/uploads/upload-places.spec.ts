import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { UploadPlaces } from './upload-places';

const setup = () => {
  const places = new UploadPlaces();
  /**
   * Starts uploads of a person, which last until the test calls `letGo`. Each of `ends` resolves to `taken`, or to the code of a refusal.
   */
  const uploads = (userId: UserId, count: number) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const ends = Array.from({ length: count }, () =>
      places.within(userId, () => promise).catch(({ code }: { code: string }) => code),
    );
    return { ends, letGo: () => resolve('taken') };
  };
  return { places, uploads };
};

describe('the places of uploads', () => {
  it('a person may have three uploads at once in a process, and each upload frees its place when it ends', async () => {
    const { uploads } = setup();
    const anna = newId<UserId>();

    const first = uploads(anna, 4);
    expect(await first.ends[3]).toBe('too-many-uploads');
    const other = uploads(newId<UserId>(), 1);
    first.letGo();
    other.letGo();

    expect(await Promise.all([...first.ends.slice(0, 3), ...other.ends])).toEqual(Array(4).fill('taken'));
    const again = uploads(anna, 3);
    again.letGo();
    expect(await Promise.all(again.ends)).toEqual(Array(3).fill('taken'));
  });

  it('a process accepts eight uploads at once, whoever sends them', async () => {
    const { uploads } = setup();
    const all = [1, 2, 3, 4].map(() => uploads(newId<UserId>(), 2));

    const ninth = uploads(newId<UserId>(), 1);
    expect(await ninth.ends[0]).toBe('too-many-uploads');

    all.forEach(({ letGo }) => letGo());
    expect(await Promise.all(all.flatMap(({ ends }) => ends))).toEqual(Array(8).fill('taken'));
  });

  it('a failed upload frees its place, and a process that stops ends all uploads and accepts no more', async () => {
    const { places, uploads } = setup();
    const anna = newId<UserId>();
    for (let time = 0; time < 4; time += 1)
      await expect(places.within(anna, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    const ended = places.within(anna, (signal) => new Promise((end) => (signal.onabort = () => end('ended'))));

    places.stop();

    expect(await ended).toBe('ended');
    expect(await uploads(anna, 1).ends[0]).toBe('too-many-uploads');
  });
});
