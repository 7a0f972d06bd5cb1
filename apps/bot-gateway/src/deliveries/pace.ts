import { BurstyRateLimiter, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import type { Redis } from 'ioredis';

/** Telegram's figures (telegram.md §9): about 30 messages a second in all, one a second in a chat with short bursts. */
const OVERALL = { points: 30, duration: 1 };
const PER_CHAT = { points: 1, duration: 1 };
const BURST = { points: 4, duration: 10 };

/** How fast the bot may talk, all replicas together. */
export abstract class Pace {
  /** Milliseconds to wait before the next message to the chat; 0: now, and it is counted. */
  abstract waitFor(chatId: TelegramId): Promise<number>;
}

/** Counted in Redis where there is one, else in Postgres (bot.pace). */
export class LimitedPace extends Pace {
  private readonly overall: RateLimiterAbstract;
  private readonly perChat: BurstyRateLimiter;

  constructor(limiterOf: (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract) {
    super();
    this.overall = limiterOf({ keyPrefix: 'aisha-pace-all', ...OVERALL });
    this.perChat = new BurstyRateLimiter(
      limiterOf({ keyPrefix: 'aisha-pace-chat', ...PER_CHAT }),
      limiterOf({ keyPrefix: 'aisha-pace-burst', ...BURST }),
    );
  }

  static inRedis(redis: Redis): LimitedPace {
    return new LimitedPace((options) => new RateLimiterRedis({ ...options, storeClient: redis }));
  }

  static inPostgres(database: Database): LimitedPace {
    return new LimitedPace(
      (options) =>
        new RateLimiterPostgres({
          ...options,
          storeClient: database.dataSource,
          storeType: 'typeorm',
          schemaName: 'bot',
          tableName: 'pace',
          tableCreated: true,
        }),
    );
  }

  async waitFor(chatId: TelegramId): Promise<number> {
    return (await msUntil(this.perChat, String(chatId))) || (await msUntil(this.overall, 'all'));
  }
}

/** A counter that cannot be reached holds nobody up: Telegram's own 429 is obeyed anyway. */
const msUntil = async (limiter: Pick<RateLimiterAbstract, 'consume'>, key: string): Promise<number> => {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    return refusal instanceof RateLimiterRes ? Math.max(refusal.msBeforeNext, 20) : 0;
  }
};
