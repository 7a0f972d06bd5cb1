import { AppError } from '@aisha/domain';

/**
 * Pauses between the attempts of an update that fails: four minutes in all, enough for a short fault of ours. Then the
 * update is given up. The first two retries come at once and keep its place: most failures are over by then, and the
 * order within the chat is kept.
 */
export const PAUSES_MS: readonly number[] = [0, 0, 10_000, 60_000, 180_000];
/** At this failed attempt the bot tells the person; their next inputs do not wait for the other attempts. */
export const TOLD_AT_ATTEMPT = 3;
/**
 * An update that fails for this long is at fault, whatever the error says, because it must not hold up its chat for
 * ever.
 */
const PATIENCE_MS = 15 * 60_000;

/** SQLSTATE classes about the data: data exception, integrity constraint violation. */
const OWN_CLASSES = new Set(['22', '23']);

/**
 * Whether a failure is the update's own. A database that is away, locked, too slow or of another release (a missing column) is not, nor
 * is a server that does not answer: then the update waits in its place, and no attempt counts.
 */
export function isUpdatesOwn(error: unknown, sinceReceivedMs: number): boolean {
  if (sinceReceivedMs > PATIENCE_MS) return true;
  if (error instanceof AppError) return !error.mayRetry || error.code === 'unexpected';
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  if (driverError !== undefined) return OWN_CLASSES.has(String(driverError.code).slice(0, 2));
  return typeof code !== 'string'; // a system error, such as ECONNRESET
}
