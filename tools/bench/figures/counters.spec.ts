import { describe, expect, it } from '@jest/globals';
import { causedOf } from './counters.mts';

describe('the statements that a piece of work causes', () => {
  it('statements that a product at rest sends often are subtracted in proportion to the time that the work took', () => {
    expect(causedOf({ poll: 130, insert: 10 }, { poll: 120 }, 0.5)).toBe(80);
  });

  it('a burst of periodic work is not counted, whether it falls into the time of the work or not', () => {
    const atRest = { poll: 60, sweep: 3 };
    expect(causedOf({ poll: 15, sweep: 3, insert: 10 }, atRest, 0.25)).toBe(10);
    expect(causedOf({ poll: 15, insert: 10 }, atRest, 0.25)).toBe(10);
  });

  it('a periodic statement that the measured work sends, too, counts only with its calls beyond one burst', () => {
    expect(causedOf({ sweep: 8 }, { sweep: 3 }, 0.25)).toBe(5);
  });
});
