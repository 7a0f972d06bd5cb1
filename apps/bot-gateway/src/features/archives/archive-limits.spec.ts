import { describe, expect, it } from '@jest/globals';
import { archivesOf, PART_MEGABYTES } from './archive-limits';

const MB = 1_000_000;
const pictures = (count: number, megabytes: number) =>
  Array.from({ length: count }, (_, place) => ({ place, bytes: megabytes * MB }));
const sizes = (count: number, megabytes: number) => archivesOf(pictures(count, megabytes)).map(({ length }) => length);

describe('pictures in archives', () => {
  it('an archive has as many pictures as fit into a file that Telegram takes, in their order', () => {
    const half = PART_MEGABYTES / 2;

    expect(archivesOf(pictures(5, half)).map((archive) => archive.map(({ place }) => place))).toEqual([
      [0, 1],
      [2, 3],
      [4],
    ]);
    expect(sizes(2, half + 1)).toEqual([1, 1]);
  });

  it('an archive has at least one picture, however large', () => {
    expect(sizes(2, 2 * PART_MEGABYTES)).toEqual([1, 1]);
  });

  it('an archive has at most two hundred pictures, however small', () => {
    expect(sizes(401, 0.01)).toEqual([200, 200, 1]);
  });

  it('there is no archive without pictures', () => {
    expect(archivesOf([])).toEqual([]);
  });
});
