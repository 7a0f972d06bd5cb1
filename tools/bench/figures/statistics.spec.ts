import { describe, expect, it } from '@jest/globals';
import { percentile, ratiosOf, spreadOf } from './statistics.mts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, before) => last - before);

describe('figures of the benchmark', () => {
  it('a figure of the benchmark names the value that half of the measured values, or nine of ten, do not exceed', () => {
    expect(percentile(upTo(200), 50)).toBe(100);
    expect(percentile(upTo(200), 90)).toBe(180);
    expect(percentile([3, 1, 2], 50)).toBe(2);
  });

  it('a figure of the benchmark is never a value between two measured ones', () => {
    expect(spreadOf([10, 1, 9])).toEqual({ samples: 3, p10: 1, p50: 9, p90: 10, p99: 10 });
    expect(spreadOf([7])).toEqual({ samples: 1, p10: 7, p50: 7, p90: 7, p99: 7 });
    expect(percentile([1, 2], 50)).toBe(1);
  });

  it('figures of the benchmark are sorted as numbers, and the given list stays unchanged', () => {
    const measured = [100, 9, 20];
    expect(percentile(measured, 50)).toBe(20);
    expect(measured).toEqual([100, 9, 20]);
  });

  it('figures of the benchmark are compared pair by pair, so that a machine that was slow for a while does not change the ratio', () => {
    expect(ratiosOf([20, 200, 2_000], [10, 100, 1_000])).toMatchObject({ p10: 2, p50: 2, p90: 2 });
    expect(ratiosOf([10, 30, 50], [10, 10, 10])).toMatchObject({ p10: 1, p50: 3, p90: 5 });
  });

  it('figures of the benchmark are paired only as far as both sides were measured', () => {
    expect(ratiosOf([10], [5, 1]).samples).toBe(1);
    expect(ratiosOf([10, 10], [5]).samples).toBe(1);
  });

  it('a figure of the benchmark needs at least one value', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});
