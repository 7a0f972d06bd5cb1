import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TranscriberConfig } from '../config';

/**
 * The length in seconds of the windows in which requests are counted. With windows of a minute, all requests of a minute would be sent in
 * its first second.
 */
const WINDOW_SECONDS = 6;

/** The key of the only row: all replicas count in it, because they use one account at the provider. */
const KEY = 'transcriptions';

/** The longest pause, in milliseconds, before a waiting request tries again. */
const LOOK_AGAIN_MS = 1_000;

/** How many requests the provider may get, and in which windows they are counted. */
@Injectable()
export class RequestLimitSettings {
  readonly perMinute: number;
  readonly windowSeconds?: number;

  constructor({ OPENAI_TRANSCRIBE_RPM }: TranscriberConfig) {
    this.perMinute = OPENAI_TRANSCRIBE_RPM;
  }
}

/**
 * Limits the requests of all replicas to a speech model to the rate of our account. Postgres holds the count; each request takes one
 * statement, and a waiting request holds no connection (decision 76). This class is the only writer of transcriber.request_limit.
 */
@Injectable()
export class RequestLimitStore {
  private readonly limiter: RateLimiterPostgres;
  private readonly windowSeconds: number;

  constructor(database: Database, { perMinute, windowSeconds = WINDOW_SECONDS }: RequestLimitSettings) {
    this.windowSeconds = windowSeconds;
    this.limiter = new RateLimiterPostgres({
      storeClient: database.dataSource,
      storeType: 'typeorm',
      schemaName: 'transcriber',
      tableName: 'request_limit',
      tableCreated: true,
      clearExpiredByTimeout: false, // the only row of the table is never removed
      keyPrefix: '',
      points: Math.max(1, Math.floor((perMinute * windowSeconds) / 60)),
      duration: windowSeconds,
    });
  }

  /** Resolves when a request may be sent. Throws `took-too-long` when the signal aborts. */
  async turn(signal: AbortSignal): Promise<void> {
    for (let waitMs = await this.take(); waitMs > 0; waitMs = await this.take()) {
      await delay(Math.min(waitMs, LOOK_AGAIN_MS), undefined, { signal }).catch(() => {
        throw new AppError('took-too-long');
      });
    }
  }

  /** The milliseconds until the next window; 0 if the request may be sent now. */
  private take(): Promise<number> {
    return this.limiter.consume(KEY).then(
      () => 0,
      async (refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal; // Postgres is away
        // The library dates a window by the clock of its process. A replica whose clock was a day ahead would make all others wait for a
        // day, so a window that lasts longer than it may is started again.
        if (refusal.msBeforeNext > this.windowSeconds * 1_000) await this.limiter.set(KEY, 0, this.windowSeconds);
        return Math.max(1, refusal.msBeforeNext);
      },
    );
  }
}
