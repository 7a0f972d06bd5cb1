import { describe, expect, it } from '@jest/globals';
import { bestOf, isBelowBar, PROBED_SCALES } from './lora-scale';

const probes = (...distances: (number | null)[]) =>
  distances.map((distance, i) => ({ scale: PROBED_SCALES[i]!, distance }));

describe('the scale of a model', () => {
  it.each([
    [0.85, [0.2, 0.3, 0.4]],
    [1, [0.3, 0.3, 0.3]],
    [1.15, [null, 0.6, 0.5]],
  ])(
    'the trainer chooses the scale whose picture is most similar to the photos, and among equals the usual scale: %f',
    (scale, distances) => {
      expect(bestOf(probes(...distances))?.scale).toBe(scale);
    },
  );

  it('the trainer chooses no scale when no picture shows a face', () => {
    expect(bestOf(probes(null, null, null))).toBeUndefined();
  });

  it.each([
    [false, 0.34],
    [false, 0.594],
    [true, 0.596],
  ])('whether a model counts as unlike its photos is %s at a distance of %f', (expected, distance) => {
    expect(isBelowBar({ scale: 1, distance })).toBe(expected);
  });
});
