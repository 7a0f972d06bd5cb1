import { TELEGRAM_CALLS_A_SECOND } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { EngineConfig } from '../settings/engine.config';
import { ShardsConfig } from '../settings/shards.config';

/**
 * The rate limits of one installation: Telegram's usual limits (telegram.md §9), times the factor that Telegram has granted. The calls of a
 * second are divided among the installations of the bot.
 */
@Injectable()
export class RateLimits {
  /** How many calls all replicas together may make in any sliding second. Answers to button presses do not count. */
  readonly perSecond: number;
  /** Milliseconds between two messages to one private chat, after a burst. */
  readonly chatIntervalMs: number;
  /** How many messages a private chat may get at once, after a pause. */
  readonly chatBurst: number;
  /** Milliseconds between two messages to one group. They are evenly spaced, so that no minute has more than 20. */
  readonly groupIntervalMs: number;

  constructor({ TELEGRAM_PACE }: EngineConfig, { TELEGRAM_INSTALLATIONS }: ShardsConfig) {
    const { perSecond, chatIntervalMs, chatBurst, groupIntervalMs } = limitsTimes(TELEGRAM_PACE);
    this.perSecond = Math.max(1, Math.floor(perSecond / TELEGRAM_INSTALLATIONS)); // Postgres counts whole calls
    this.chatIntervalMs = chatIntervalMs;
    this.chatBurst = chatBurst;
    this.groupIntervalMs = groupIntervalMs;
  }
}

/** Telegram's usual limits, multiplied by this factor. */
export const limitsTimes = (times: number): RateLimits => ({
  perSecond: TELEGRAM_CALLS_A_SECOND * times,
  chatIntervalMs: 1_000 / times,
  chatBurst: 4 * times,
  groupIntervalMs: 3_000 / times,
});

/** Telegram's usual limits: about 30 calls a second in all, one a second in a chat with short bursts, 20 a minute in a group. */
export const TELEGRAM_LIMITS: RateLimits = limitsTimes(1);

/** How many milliseconds a grant is valid; for a later call the grant is renewed. */
export const GRANT_MS = 20;
/** The largest difference, in milliseconds, between the times that two calls take to reach Telegram. */
const JITTER_MS = 30;
/** The length of the sliding window in milliseconds. It is longer than a second, so that late calls stay within the limit. */
export const WINDOW_MS = 1_000 + GRANT_MS + JITTER_MS;
/** How many calls, other than answers, may go out at once when the sender is behind their even spacing. */
export const SPACED_BURST = 3;

/** The part of a window's calls that is reserved for each class. A class gets these calls before another class gets more than its own. */
export const RESERVED_SHARE = { answer: 0.4, result: 0.3, broadcast: 0.1, progress: 0.1 } as const;
/**
 * How many milliseconds a message of each class may wait. A message that has waited longer goes before younger ones of all classes, within
 * the unreserved calls.
 */
export const PATIENCE_MS = { answer: 1_000, result: 2_000, broadcast: 60_000, progress: 60_000 } as const;
