/**
 * How long the first request to the moderator may take, in milliseconds. The moderator usually answers within a second. A request costs
 * nothing, so each further attempt gives a slow moderator more time.
 */
const FIRST_MS = 10_000;

/**
 * The longest time for a request to the moderator, in milliseconds. It is bounded because a process prepares only eight orders at once, and
 * each order that waits for an answer keeps its place.
 */
const MOST_MS = 60_000;

/**
 * How long to wait for the next answer, in milliseconds, for an order that has already waited this long for a verdict:
 * 10 s, then some 20, then 60.
 */
export const patienceMs = (waitedMs: number, firstMs = FIRST_MS): number => Math.min(MOST_MS, firstMs + 2 * waitedMs);

/** How long an order has been deferred, in milliseconds. */
export const waitedMs = ({ deferredSince }: { readonly deferredSince: Date | null }, now: Date): number =>
  deferredSince ? Math.max(0, now.getTime() - deferredSince.getTime()) : 0;
