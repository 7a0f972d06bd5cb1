/** How many rows one statement removes: it takes some milliseconds and blocks no other work. */
const BATCH = 2_000;
/** The longest round, in milliseconds; the next round removes the rest. */
const BUDGET_MS = 5_000;
/** A round every minute removes several times what 400 000 deliveries an hour leave. */
export const PRUNE_EVERY_MS = 60_000;

/**
 * Removes old rows, or their contents, batch by batch, until none is left, the round's time is over or the process
 * stops.
 */
export async function removeInBatches(
  remove: (limit: number) => Promise<number>,
  isStopping: () => boolean,
): Promise<void> {
  const endsAt = performance.now() + BUDGET_MS;
  while (!isStopping() && performance.now() < endsAt) if ((await remove(BATCH)) < BATCH) return;
}
