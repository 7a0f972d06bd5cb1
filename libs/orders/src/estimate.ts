/** The fullest bar that a card shows, because a full bar that still waits seems broken. */
const FULLEST_BAR = 0.95;

/** The shortest bar that a card shows: a shorter one looks empty, and so small a fraction says nothing yet. */
const SHORTEST_BAR = 0.05;

/** An order takes longer than usual once it is late by its whole usual time, and by at least this many seconds. */
const LEAST_LATE_SECONDS = 15;

interface Known {
  /**
   * How long the order has been worked on: since it left our queue. A request other than the ordered one counts from its own submission. 0
   * for an order in our queue.
   */
  readonly soFarSeconds: number;
  /**
   * How many seconds such orders took lately, plus the wait that this order still has in our queue; null while too few have been measured.
   */
  readonly usualSeconds: number | null;
  /** How much is done, from 0 to 1, when the work itself counts; null while it has no figure yet, absent when it does not count. */
  readonly fraction?: number | null | undefined;
  /** The seconds left at the pace of that count; below 0 when the work should have ended; null: not known. */
  readonly countedSecondsLeft: number | null;
  readonly isAtWork: boolean;
}

interface Estimate {
  readonly fraction: number | null;
  /** 0: the work takes longer than usual. Null: not known, or the expected end has passed but the order is not clearly late yet. */
  readonly secondsLeft: number | null;
}

/**
 * The progress that a card may show: measured, or none. The count of the work itself is better than the time of other
 * orders. A bar by time disappears when that time is over, because the estimate is then known to be wrong.
 */
export const estimate = ({ soFarSeconds, usualSeconds, countedSecondsLeft, isAtWork, ...own }: Known): Estimate => {
  const isCounted = own.fraction != null;
  const byTime = isAtWork && usualSeconds !== null && soFarSeconds < usualSeconds ? soFarSeconds / usualSeconds : null;
  const fraction = own.fraction ?? byTime;
  const byTimeLeft = usualSeconds === null ? null : usualSeconds - soFarSeconds;
  const left = isCounted ? countedSecondsLeft : byTimeLeft;
  return {
    fraction: fraction === null || fraction < SHORTEST_BAR ? null : rounded(Math.min(FULLEST_BAR, fraction)),
    secondsLeft: left === null ? null : told(left, soFarSeconds),
  };
};

/** The seconds left for a card. Null from the expected end until the order is clearly late, and then 0. */
const told = (left: number, soFar: number): number | null => {
  if (left > 0) return Math.ceil(left);
  const expected = soFar + left;
  return -left >= Math.max(expected, LEAST_LATE_SECONDS) ? 0 : null;
};

const rounded = (fraction: number): number => Math.round(fraction * 100) / 100;
