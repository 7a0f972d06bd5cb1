/**
 * The moderator usually answers within a second. An answer costs nothing, so a moderator that is slow today gets more time with each
 * attempt.
 */
const FIRST_MS = 10_000;

/** A process prepares eight orders at once, and one that waits for an answer keeps its place. */
const MOST_MS = 60_000;

/** How long an order that has waited so long for a verdict waits for the next answer, in milliseconds: 10 s, then some 20, then 60. */
export const patienceMs = (waitedMs: number, firstMs = FIRST_MS): number => Math.min(MOST_MS, firstMs + 2 * waitedMs);

/** How long an order has been put off, in milliseconds. */
export const waitedMs = ({ deferredSince }: { readonly deferredSince: Date | null }, now: Date): number =>
  deferredSince ? Math.max(0, now.getTime() - deferredSince.getTime()) : 0;
