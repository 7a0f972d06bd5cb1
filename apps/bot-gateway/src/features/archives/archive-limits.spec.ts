import { describe, expect, it } from '@jest/globals';
import { archivesOf, PART_MEGABYTES } from './archive-limits';

const MB = 1_000_000;
const pictures = (count: number, megabytes: number) =>
  Array.from({ length: count }, (_, place) => ({ place, bytes: megabytes * MB }));
const sizes = (count: number, megabytes: number) => archivesOf(pictures(count, megabytes)).map(({ length }) => length);

describe('pictures in archives', () => {
  it('archives hold as many pictures as Telegram takes, in their order', () => {
    const half = PART_MEGABYTES / 2;

    expect(archivesOf(pictures(5, half)).map((archive) => archive.map(({ place }) => place))).toEqual([
      [0, 1],
      [2, 3],
      [4],
    ]);
    expect(sizes(2, half + 1)).toEqual([1, 1]);
  });

  it('an archive holds one picture at least, however large', () => {
    expect(sizes(2, 2 * PART_MEGABYTES)).toEqual([1, 1]);
  });

  it('an archive holds two hundred pictures at most, however small', () => {
    expect(sizes(401, 0.01)).toEqual([200, 200, 1]);
  });

  it('no pictures make no archive', () => {
    expect(archivesOf([])).toEqual([]);
  });
});
