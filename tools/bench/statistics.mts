/** What is told of many measurements: the usual one and the slow one. */
export interface Spread {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
}

/** Nearest rank: the smallest value that `percent` of all values do not exceed. Below 100 values the 99th is the largest. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
};

export const spreadOf = (values: readonly number[]): Spread => ({
  samples: values.length,
  p50: percentile(values, 50),
  p99: percentile(values, 99),
});

/** How many times the baseline, by the medians: one slow run of either does not change it. */
export const ratioOf = (ours: readonly number[], baseline: readonly number[]): number =>
  percentile(ours, 50) / percentile(baseline, 50);
