import { describe, expect, it } from '@jest/globals';
import { DECODED_AT_MOST_MB, decodedSizeMb } from './decoded-size';

const sizeOf = (format: string, megapixels: number, isProgressive = false): number | undefined => {
  const [width, height] = [1_000, megapixels * 1_000];
  return decodedSizeMb({ format, width, height, upright: { width, height }, isProgressive });
};

describe('the memory that decoding takes', () => {
  it.each([
    ['jpeg', 60],
    ['png', 60],
    ['webp', 60],
    ['heic', 33],
    ['heif', 26],
    ['of tomorrow', 25],
  ])('decoding a %s stays within our memory up to %i megapixels', (format, most) => {
    expect(sizeOf(format, most)).toBeLessThanOrEqual(DECODED_AT_MOST_MB);
    expect(sizeOf(format, most + 1)).toBeUndefined();
  });

  it.each([
    ['jpeg', 60],
    ['png', 47],
  ])('decoding a %s as a whole stays within our memory up to %i megapixels', (format, most) => {
    expect(sizeOf(format, most, true)).toBeLessThanOrEqual(DECODED_AT_MOST_MB);
    expect(sizeOf(format, most + 1, true)).toBeUndefined();
  });

  it('two photos of a phone can be decoded at the same time within the memory, whatever their format', () => {
    for (const format of ['jpeg', 'png', 'webp', 'heic', 'heif']) {
      expect(2 * sizeOf(format, 12.2)!).toBeLessThanOrEqual(DECODED_AT_MOST_MB);
    }
  });
});
