/** A process that lived this long did work: its crash begins a new series. */
export const SETTLED_AFTER_MS = 10_000;

/** After this many crashes in a row the launcher gives up the app or server. */
export const CRASHES_IN_A_ROW_AT_MOST = 5;

/** The length of the series of crashes, the latest one included. */
export const crashesInARow = (before: number, livedMs: number, settledAfterMs = SETTLED_AFTER_MS): number =>
  livedMs < settledAfterMs ? before + 1 : 1;
