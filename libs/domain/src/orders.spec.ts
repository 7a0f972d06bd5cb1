import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { TOLD_POSITIONS, toldPosition } from './orders';

describe('the position a card shows', () => {
  it.each([
    [0, 0],
    [3, 3],
    [4, 5],
    [11, 20],
    [20, 20],
    [501, 1_000],
    [10_000, 10_000],
    [10_001, 10_000],
  ])('a card shows %i orders ahead as the position %i', (ahead, told) => expect(toldPosition(ahead)).toBe(told));

  it('the position a card shows is never better than the true one, and never grows while the order moves forward', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (ahead) => {
        expect(TOLD_POSITIONS).toContain(toldPosition(ahead));
        expect(toldPosition(ahead)).toBeGreaterThanOrEqual(ahead);
        expect(toldPosition(ahead)).toBeLessThanOrEqual(toldPosition(ahead + 1));
      }),
    );
  });
});
