import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { ApiKeyId } from '@aisha/domain';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { PublicApiConfig } from '../config';
import { Problem } from '../http/problem';

const WINDOW_SECONDS = 60;

/** What a request counts as: orders and files have limits of their own, and any other request counts toward `requests`. */
export type Counted = 'requests' | 'orders' | 'files';

/**
 * Limits the requests of a key across all replicas; Postgres holds the counts (decision 76). This class is the only writer of
 * api.request_limit.
 */
@Injectable()
export class RequestLimits {
  private readonly limiters: Readonly<Record<Counted, RateLimiterPostgres>>;

  constructor(
    private readonly database: Database,
    config: PublicApiConfig,
  ) {
    this.limiters = {
      requests: this.limiter('requests', config.PUBLIC_API_REQUESTS_A_MINUTE),
      orders: this.limiter('orders', config.PUBLIC_API_ORDERS_A_MINUTE),
      files: this.limiter('files', config.PUBLIC_API_FILES_A_MINUTE),
    };
  }

  /** Counts a request. Resolves to headers with the rest of the limit; throws `too-many-requests` when nothing is left. */
  async take(keyId: ApiKeyId, counted: Counted): Promise<Readonly<Record<string, string>>> {
    const limiter = this.limiters[counted];
    const headersOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes) => ({
      'ratelimit-policy': `"${counted}";q=${limiter.points};w=${WINDOW_SECONDS}`,
      ratelimit: `"${counted}";r=${remainingPoints};t=${secondsOf(msBeforeNext)}`,
    });
    try {
      return headersOf(await limiter.consume(keyId));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal; // Postgres is unreachable
      // The library dates a window by its process’s clock. A replica whose clock was ahead may have set the window to end too late, so a
      // window that lasts longer than it may is started again.
      if (refusal.msBeforeNext > WINDOW_SECONDS * 1_000) await limiter.set(keyId, 0, WINDOW_SECONDS);
      const headers = { ...headersOf(refusal), 'retry-after': String(secondsOf(refusal.msBeforeNext)) };
      throw new Problem('too-many-requests', {}, headers);
    }
  }

  /** Removes the counts of windows that ended more than an hour ago. */
  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM api.request_limit WHERE expire < extract(epoch FROM now() - interval '1 hour') * 1000`),
    );
  }

  private limiter(counted: Counted, points: number): RateLimiterPostgres {
    return new RateLimiterPostgres({
      storeClient: this.database.dataSource,
      storeType: 'typeorm',
      schemaName: 'api',
      tableName: 'request_limit',
      tableCreated: true,
      clearExpiredByTimeout: false, // the app removes them itself
      keyPrefix: counted,
      points,
      duration: WINDOW_SECONDS,
    });
  }
}

const secondsOf = (ms: number): number => Math.min(WINDOW_SECONDS, Math.max(1, Math.ceil(ms / 1_000)));
