import { describe, expect, it } from '@jest/globals';
import { percentile, ratioOf, spreadOf } from './statistics.mts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, before) => last - before);

describe('figures of the benchmark', () => {
  it('names the value that half, or all but one in a hundred, do not exceed', () => {
    expect(percentile(upTo(200), 50)).toBe(100);
    expect(percentile(upTo(200), 99)).toBe(198);
    expect(percentile([3, 1, 2], 50)).toBe(2);
  });

  it('calls the slowest of a few the 99th of a hundred, and never invents a value between two', () => {
    expect(spreadOf([10, 1, 9])).toEqual({ samples: 3, p50: 9, p99: 10 });
    expect(spreadOf([7])).toEqual({ samples: 1, p50: 7, p99: 7 });
    expect(percentile([1, 2], 50)).toBe(1);
  });

  it('sorts by number and leaves what it was given as it was', () => {
    const measured = [100, 9, 20];
    expect(percentile(measured, 50)).toBe(20);
    expect(measured).toEqual([100, 9, 20]);
  });

  it('compares medians, so that one slow run does not change the ratio', () => {
    expect(ratioOf([10, 20, 5_000], [5, 4, 900])).toBe(4);
  });

  it('refuses to speak of nothing', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});
