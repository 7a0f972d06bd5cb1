/** The summary of many measurements: the median, the two values between which eight of ten lie, and the 99th percentile. */
export interface Spread {
  readonly samples: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** Nearest rank: the smallest value that at least `percent` percent of all values do not exceed. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
};

export const spreadOf = (values: readonly number[]): Spread => ({
  samples: values.length,
  p10: percentile(values, 10),
  p50: percentile(values, 50),
  p90: percentile(values, 90),
  p99: percentile(values, 99),
});

/** The ratio of our value to the baseline's, round by round: a disturbance of the machine hits both values of a round. */
export const ratiosOf = (ours: readonly number[], baseline: readonly number[]): Spread =>
  spreadOf(baseline.slice(0, ours.length).map((value, place) => (ours[place] ?? Number.NaN) / value));
