import { describe, expect, it } from '@jest/globals';
import { nearestAspectRatio } from './pictures';

describe('the ratio of a picture', () => {
  it.each([
    [1_000, 1_000, '1:1'],
    [1_080, 1_350, '3:4'],
    [1_600, 1_200, '4:3'],
    [1_080, 2_400, '9:16'],
    [2_390, 1_000, '16:9'],
    [3_000, 20, '16:9'],
  ])('the ratio of a picture of %i × %i is the nearest one, %s', (width, height, ratio) => {
    expect(nearestAspectRatio(width, height)).toBe(ratio);
  });
});
