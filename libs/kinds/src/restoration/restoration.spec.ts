import { describe, expect, it } from '@jest/globals';
import { automaticScale, restorationScalesOf } from './restoration';

describe('the scale of a restored photo', () => {
  it.each([
    [320, 240, 'x4'],
    [600, 800, 'x4'],
    [801, 600, 'x2'],
    [2_048, 1_536, 'x2'],
  ])('a photo of %i×%i is made larger by %s when its person does not choose a scale', (width, height, scale) =>
    expect(automaticScale({ width, height })).toBe(scale),
  );

  it.each([
    [1_400, 900, ['x2', 'x4']],
    [900, 1_401, ['x2']],
    [2_048, 2_048, ['x2']],
  ])('a photo of %i×%i may be made larger only as far as the result stays usable', (width, height, scales) =>
    expect(restorationScalesOf({ width, height })).toEqual(scales),
  );
});
