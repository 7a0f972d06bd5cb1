import { EngineConfig } from '../settings/engine.config';
import { ShardsConfig } from '../settings/shards.config';
/** The rate limits of one bot: Telegram's usual limits (telegram.md §9), times the factor that Telegram has granted. */
export declare class RateLimits {
  /** How many calls all replicas together may make in any sliding second. Answers to button presses do not count. */
  readonly perSecond: number;
  /** Milliseconds between two messages to one private chat, after a burst. */
  readonly chatIntervalMs: number;
  /** How many messages a private chat may get at once, after a pause. */
  readonly chatBurst: number;
  /** Milliseconds between two messages to one group. They are evenly spaced, so that no minute has more than 20. */
  readonly groupIntervalMs: number;
  constructor({ TELEGRAM_PACE }: EngineConfig, { TELEGRAM_INSTALLATIONS }: ShardsConfig);
}
/** Telegram's usual limits, multiplied by this factor. */
export declare const limitsTimes: (times: number) => RateLimits;
/** Telegram's usual limits: about 30 calls a second in all, one a second in a chat with short bursts, 20 a minute in a group. */
export declare const TELEGRAM_LIMITS: RateLimits;
/** How many milliseconds a grant is valid; for a later call the grant is renewed. */
export declare const GRANT_MS = 20;
/** The length of the sliding window in milliseconds. It is longer than a second, so that late calls stay within the limit. */
export declare const WINDOW_MS: number;
/** How many calls, other than answers, may go out at once when the sender is behind their even spacing. */
export declare const SPACED_BURST = 3;
/** The part of a window's calls that is reserved for each class. A class gets these calls before another class gets more than its own. */
export declare const RESERVED_SHARE: {
  readonly answer: 0.4;
  readonly result: 0.3;
  readonly broadcast: 0.1;
  readonly progress: 0.1;
};
/**
 * How many milliseconds a message of each class may wait. A message that has waited longer goes before younger ones of all classes, within
 * the unreserved calls.
 */
export declare const PATIENCE_MS: {
  readonly answer: 1000;
  readonly result: 2000;
  readonly broadcast: 60000;
  readonly progress: 60000;
};
//# sourceMappingURL=rate-limits.d.ts.map
