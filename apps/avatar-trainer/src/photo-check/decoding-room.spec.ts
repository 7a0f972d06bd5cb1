import { describe, expect, it } from '@jest/globals';
import { MAX_MEGAPIXELS, roomFor } from './decoding-room';

describe('the room for decoding', () => {
  it.each([1, 2, 3])('holds a photo of a telephone for each of %i cores', (cores) => {
    expect(Math.floor(MAX_MEGAPIXELS / roomFor(12_200_000, false, cores))).toBe(cores);
  });

  it('holds no more pixels than the largest photo has, however many cores there are', () => {
    expect(roomFor(24_500_000, false, 64)).toBe(25);
    expect(roomFor(MAX_MEGAPIXELS * 1_000_000, false, 64)).toBe(MAX_MEGAPIXELS);
  });

  it('is filled by one HEIC', () => {
    expect(roomFor(12_200_000, true, 2)).toBe(MAX_MEGAPIXELS);
  });
});
