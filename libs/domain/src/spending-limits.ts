import type { CentiCredits } from './credits';
import { DAY_MS } from './durations';

/** The most credits that a person lets their own orders hold and spend in one of their days. */
export interface SpendingLimit {
  /** Credits a day, in hundredths; null: no limit. */
  readonly aDay: CentiCredits | null;
  /** The limit from `from` on: a limit is raised or removed only from the next day on. Null when no change is planned. */
  readonly next: { readonly aDay: CentiCredits | null; readonly from: Date } | null;
}

export const NO_LIMIT: SpendingLimit = { aDay: null, next: null };

/** The most credits of a limit, and of a reminder's threshold: whoever types more has mistyped. */
export const SPENDING_AT_MOST = 100_000;

/** The shortest time between two reminders of a person that few credits are left. */
export const REMIND_AGAIN_MS = DAY_MS;

/** The limit that is in force at a moment; null: none. */
export const limitAt = ({ aDay, next }: SpendingLimit, now: Date): CentiCredits | null =>
  next && next.from <= now ? next.aDay : aDay;

/**
 * The limit after its person has asked for another. A lower one is in force at once. A higher one, or none, is in force from the next day
 * on: a limit that a person could lift on an impulse would protect nobody.
 */
export function limitAfter(
  limit: SpendingLimit,
  asked: CentiCredits | null,
  now: Date,
  startOfTomorrow: Date,
): SpendingLimit {
  const current = limitAt(limit, now);
  const isLower = asked !== null && (current === null || asked <= current);
  if (isLower) return { aDay: asked, next: null };
  if (current === null) return NO_LIMIT;
  return { aDay: current, next: { aDay: asked, from: startOfTomorrow } };
}
