/** How much Telegram bears of one bot, and who gets it. */
export interface RateLimits {
  /** Calls in any sliding second, of all replicas together; answers to button presses do not count. */
  readonly perSecond: number;
  /** Milliseconds between two messages to one private chat, after a burst. */
  readonly chatIntervalMs: number;
  /** Messages that a private chat gets at once after a pause. */
  readonly chatBurst: number;
  /** Milliseconds between two messages to one group; evenly, so that no minute has more than 20, whenever it begins. */
  readonly groupIntervalMs: number;
}

/** Telegram's figures (telegram.md §9): about 30 a second in all, one a second in a chat with short bursts, 20 a minute in a group. */
export const TELEGRAM_LIMITS: RateLimits = {
  perSecond: 30,
  chatIntervalMs: 1_000,
  chatBurst: 4,
  groupIntervalMs: 3_000,
};

/** So many times Telegram's usual limits. */
export const limitsTimes = (times: number): RateLimits => ({
  perSecond: TELEGRAM_LIMITS.perSecond * times,
  chatIntervalMs: TELEGRAM_LIMITS.chatIntervalMs / times,
  chatBurst: TELEGRAM_LIMITS.chatBurst * times,
  groupIntervalMs: TELEGRAM_LIMITS.groupIntervalMs / times,
});

/** A grant is good for so long; a later call dates it anew. */
export const GRANT_MS = 20;
/** How much later than another a call may arrive at Telegram. */
const JITTER_MS = 30;
/** What one sliding window of grants covers: longer than a second, so that late calls stay within it. */
export const WINDOW_MS = 1_000 + GRANT_MS + JITTER_MS;
/** Calls other than answers that may be made at once when their even spacing was not kept up with. */
export const SPACED_BURST = 3;

/** Of the calls of a window, each class gets so many before any other class gets more than its own. */
export const RESERVED_SHARE = { answer: 0.4, result: 0.3, broadcast: 0.1, progress: 0.1 } as const;
/** Milliseconds. A message that has waited longer goes before the younger ones of all classes, as far as nothing is reserved. */
export const PATIENCE_MS = { answer: 1_000, result: 2_000, broadcast: 60_000, progress: 60_000 } as const;
