/** How many rows one statement removes: few enough to take some milliseconds and to block no other work. */
const BATCH = 2_000;
/** The longest round, in milliseconds. The next round removes what is left. */
const BUDGET_MS = 5_000;
/** The pause between rounds, in milliseconds. A round a minute removes several times as many rows as 400 000 deliveries an hour leave. */
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
