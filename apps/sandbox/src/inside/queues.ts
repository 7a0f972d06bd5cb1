import { APP_LOGINS } from '@aisha/domain';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Launcher, type ProductIsAt } from '../launcher/launcher';
import { ProductRows } from './product-rows';

/** How many jobs of a queue wait, run, and wait for a later time. */
interface QueueDepth {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The apps with an inbox, and their schemas. The receiver of callbacks has none. */
const RECEIVERS = Object.entries(APP_LOGINS).filter(([app]) => app !== 'webhook-receiver');
const INBOXES = RECEIVERS.map(([app]) => app);

/** Long jobs are rows of their app, whether the queues are in Redis or in Postgres. */
const LONG_JOBS = RECEIVERS.map(
  ([, schema]) => `SELECT job AS queue,
    count(*) FILTER (WHERE (lease_until IS NULL OR lease_until < now()) AND not_before <= now())::int AS waiting,
    count(*) FILTER (WHERE lease_until >= now())::int AS active,
    count(*) FILTER (WHERE (lease_until IS NULL OR lease_until < now()) AND not_before > now())::int AS delayed
  FROM ${schema}.long_job GROUP BY job`,
).join(' UNION ALL ');

/** BullMQ’s states of jobs in Postgres, without those that have ended. */
const IN_POSTGRES = `SELECT queue,
    count(*) FILTER (WHERE state::text = 'waiting')::int AS waiting,
    count(*) FILTER (WHERE state::text = 'active')::int AS active,
    count(*) FILTER (WHERE state::text = 'delayed')::int AS delayed
  FROM bullmq.job GROUP BY queue`;

/** Counts the jobs of the product’s queues that wait, run, or wait for a later time, with commands that only read. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private redis: { readonly url: string; readonly client: Redis } | undefined;

  constructor(
    private readonly launcher: Launcher,
    private readonly rows: ProductRows,
  ) {}

  async depths(): Promise<{ readonly livesIn: 'redis' | 'postgres'; readonly queues: QueueDepth[] }> {
    const product = this.launcher.product;
    const livesIn = product?.redisUrl ? 'redis' : 'postgres';
    const [inboxes, longJobs] = await Promise.all([
      product?.redisUrl ? this.inRedis(product, product.redisUrl) : this.rows.read<QueueDepth>(IN_POSTGRES),
      this.rows.read<QueueDepth>(LONG_JOBS),
    ]);
    const known = new Map(inboxes.map((each) => [each.queue, each]));
    const every = INBOXES.map((queue) => known.get(queue) ?? { queue, waiting: 0, active: 0, delayed: 0 });
    return { livesIn, queues: [...every, ...longJobs] };
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis?.client.disconnect();
  }

  private async inRedis({ installation }: ProductIsAt, url: string): Promise<QueueDepth[]> {
    const redis = this.connected(url);
    return Promise.all(
      INBOXES.map(async (queue) => {
        const key = (state: string): string => `${installation}:${queue}:${state}`;
        const [waiting, prioritized, active, delayed] = await Promise.all([
          redis.llen(key('wait')),
          redis.zcard(key('prioritized')),
          redis.llen(key('active')),
          redis.zcard(key('delayed')),
        ]);
        return { queue, waiting: waiting + prioritized, active, delayed };
      }),
    );
  }

  private connected(url: string): Redis {
    if (this.redis?.url !== url) {
      this.redis?.client.disconnect();
      const client = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: 2_000 });
      client.on('error', () => {}); // the command that waits for the connection fails with the error
      this.redis = { url, client };
    }
    return this.redis.client;
  }
}
