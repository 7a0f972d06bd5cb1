import { isConnectionLost } from '@aisha/database';
import { AppError } from '@aisha/domain';

/**
 * The pauses between the attempts of an update that fails. They are four minutes in all, enough for a short fault of ours; after that the
 * update is given up. The first two retries come at once, in the update's place in the queue: most faults are over by then, and the order
 * within the chat is kept.
 */
export const PAUSES_MS: readonly number[] = [0, 0, 10_000, 60_000, 180_000];
/** The number of the failed attempt at which the bot tells the person. From then on their later inputs do not wait for this update. */
export const TOLD_AT_ATTEMPT = 3;
/**
 * How long an update may fail by a fault that is not its own. After that it counts as at fault, whatever the error says, because it must
 * not hold up its chat without a limit.
 */
const PATIENCE_MS = 15 * 60_000;

/** The SQLSTATE classes of errors about the data: data exception (22) and integrity constraint violation (23). */
const OWN_CLASSES = new Set(['22', '23']);

/**
 * Whether a failure is the update's own fault. The update is not at fault when the database is away, locked, too slow or of another release
 * (a missing column), and when another server does not answer. In these cases the update waits in its place and the attempt does not count,
 * until PATIENCE_MS are over.
 */
export function isUpdatesOwn(error: unknown, sinceReceivedMs: number): boolean {
  if (sinceReceivedMs > PATIENCE_MS) return true;
  if (isConnectionLost(error)) return false;
  if (error instanceof AppError) return !error.mayRetry || error.code === 'unexpected';
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  if (driverError !== undefined) return OWN_CLASSES.has(String(driverError.code).slice(0, 2));
  return typeof code !== 'string'; // a system error, such as ECONNRESET, has a code that is a string
}
