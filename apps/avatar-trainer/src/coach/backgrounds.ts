import { THRESHOLDS } from '../photo-check/thresholds';

/** The sum of all shares of colours. */
const WHOLE = 1_000;

/** Whether two photos were likely taken in one place, by the colours behind the person. */
export const isSameBackground = (one: readonly number[], other: readonly number[]): boolean =>
  one.reduce((sum, share, i) => sum + Math.abs(share - (other[i] ?? 0)), 0) / 2 / WHOLE <=
  THRESHOLDS.backgroundDistance.warn;
