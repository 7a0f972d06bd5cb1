import { BurstyRateLimiter, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Pace } from './pace';

/** Telegram's figures (telegram.md §9): about 30 messages a second in all, one a second in a chat with short bursts, 20 a minute in a group. */
const OVERALL = { points: 30, duration: 1 };
const PER_CHAT = { points: 1, duration: 1 };
const BURST = { points: 4, duration: 10 };
/** Evenly, so that no minute has more than 20, whenever it begins. */
const PER_GROUP = { points: 1, duration: 3 };

/** Counted in Redis where there is one, else in Postgres (bot.pace). */
export class PaceOfAllReplicas extends Pace implements OnApplicationShutdown {
  private readonly overall: RateLimiterAbstract;
  private readonly perChat: BurstyRateLimiter;
  private readonly perGroup: RateLimiterAbstract;

  private constructor(
    times: number,
    limiter: (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract,
    private readonly redis?: Redis,
  ) {
    super();
    const limiterOf: typeof limiter = (usual) => limiter({ ...usual, points: usual.points * times });
    this.overall = limiterOf({ keyPrefix: 'aisha-pace-all', ...OVERALL });
    this.perChat = new BurstyRateLimiter(
      limiterOf({ keyPrefix: 'aisha-pace-chat', ...PER_CHAT }),
      limiterOf({ keyPrefix: 'aisha-pace-burst', ...BURST }),
    );
    this.perGroup = limiterOf({ keyPrefix: 'aisha-pace-group', ...PER_GROUP });
  }

  /** `times`: of Telegram's usual limits. */
  static open(redisUrl: string | undefined, database: Database, times = 1): PaceOfAllReplicas {
    if (redisUrl === undefined) return PaceOfAllReplicas.inPostgres(database, times);
    const redis = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_000 });
    // Told by the queue's own connection; without a listener ioredis would print it.
    redis.on('error', () => undefined);
    return new PaceOfAllReplicas(times, (options) => new RateLimiterRedis({ ...options, storeClient: redis }), redis);
  }

  private static inPostgres(database: Database, times: number): PaceOfAllReplicas {
    return new PaceOfAllReplicas(
      times,
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

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  async waitFor(chatId: TelegramId): Promise<number> {
    // Ids of groups are below zero.
    const limiter = chatId < 0 ? this.perGroup : this.perChat;
    return (await msUntil(limiter, String(chatId))) || (await msUntil(this.overall, 'all'));
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
