/** A process that lived this long did work: its crash is not one of a series. */
export const SETTLED_AFTER_MS = 10_000;

/** After this many crashes in a row the app is given up. */
export const CRASHES_IN_A_ROW_AT_MOST = 5;

/** How many crashes the series has, with the latest one. */
export const crashesInARow = (before: number, livedMs: number, settledAfterMs = SETTLED_AFTER_MS): number =>
  livedMs < settledAfterMs ? before + 1 : 1;
