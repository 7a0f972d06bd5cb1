import { queueOf } from '@aisha/contracts';
import { AppError } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  withBackend,
  type Job,
  type PostgresConnectionOptions,
  type Queue,
  type Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { OutgoingMessage } from './outbox';

/** Where the queue lives: Redis when there is one, else BullMQ's tables in the product's Postgres. */
export interface QueueConfig {
  readonly REDIS_URL?: string;
  readonly DATABASE_URL?: string;
}

export type QueuedJob = Job<unknown, void, string>;
export type ProcessJob = (job: QueuedJob) => Promise<void>;
export type QueueWorker = Worker<unknown, void, string>;
export type QueueWorkerOptions = Omit<WorkerOptions, 'connection'>;

/** BullMQ's classes bound to one home, with the connections they share there. */
interface QueueHome {
  queue(name: string): Queue;
  worker(name: string, process: ProcessJob, options: QueueWorkerOptions): QueueWorker;
  /** False while a command would only wait: the outbox keeps what cannot be published now. */
  isReachable(): boolean;
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/** 5 s: an answer that takes longer is no answer; what was to be published stays in the outbox. */
const COMMAND_TIMEOUT_MS = 5_000;
const RECONNECT_AT_MOST_MS = 2_000;
/** One inbox at most per process: the worker of each of its two queues keeps a connection for LISTEN out of the pool; five do the work. */
const POSTGRES_CONNECTIONS = 2 + 5;
/** Nobody reads BullMQ's event stream; it cannot be switched off. */
const EVENTS_KEPT = 100;

/** The one place that knows what the queue lives on. */
export class QueueBackend {
  private readonly queues = new Map<string, Queue>();

  private constructor(
    private readonly home: QueueHome,
    private readonly log: Logger,
  ) {}

  static async open(config: QueueConfig, log: Logger): Promise<QueueBackend> {
    if (config.REDIS_URL) return new QueueBackend(redisHome(config.REDIS_URL, log), log);
    if (config.DATABASE_URL) return new QueueBackend(await postgresHome(config.DATABASE_URL, log), log);
    throw new Error('REDIS_URL or DATABASE_URL must be set: the queue has to live somewhere');
  }

  /** Puts messages into the inboxes of their receivers; one that is still there is not doubled. Throws `queue-unreachable`. */
  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (!this.home.isReachable()) throw new AppError('queue-unreachable');
    const byQueue = Map.groupBy(messages, queueOf);
    try {
      await Promise.all(
        [...byQueue].map(([queue, group]) =>
          this.named(queue).addBulk(
            group.map(({ id, job, payload, traceId }) => ({
              name: job,
              data: payload,
              opts: { jobId: jobIdOf(id), ...(traceId !== null && { telemetry: { metadata: traceId } }) },
            })),
          ),
        ),
      );
    } catch (error) {
      throw new AppError('queue-unreachable', { cause: error });
    }
  }

  /** A worker of a queue, at work from now on. */
  worker(queue: string, process: ProcessJob, options: QueueWorkerOptions): QueueWorker {
    const worker = this.home.worker(queue, process, options);
    worker.on('error', (error) => this.log.failed('queue.worker-failed', error));
    return worker;
  }

  /** Jobs of a queue by what they are doing. */
  async depth(queue: string): Promise<Record<string, number>> {
    if (!this.home.isReachable()) return {};
    return this.named(queue).getJobCounts('waiting', 'active', 'delayed');
  }

  /** How long the job that is next has waited for its turn; 0 when none waits. */
  async oldestSeconds(queue: string): Promise<number> {
    if (!this.home.isReachable()) return 0;
    const [next] = await this.named(queue).getWaiting(0, 0);
    return next ? (Date.now() - next.timestamp) / 1_000 : 0;
  }

  async ping(): Promise<void> {
    if (!this.home.isReachable()) throw new AppError('queue-unreachable');
    await this.home.ping();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await this.home.close();
  }

  private named(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.home.queue(name);
    queue.on('error', (error) => this.log.failed('queue.failed', error));
    this.queues.set(name, queue);
    return queue;
  }
}

/** BullMQ reserves the colon in ids of jobs. */
export const jobIdOf = (messageId: string): string => messageId.replaceAll(':', '_');

const QUEUE_OPTIONS = {
  streams: { events: { maxLen: EVENTS_KEPT } },
  defaultJobOptions: {
    // The receiver decides how often it tries and when it gives up (job-runner.ts); a sender cannot know.
    attempts: 1_000_000,
    backoff: { type: 'by-receiver' },
    // Never by count: on Postgres that deadlocks and marks done work as failed. `handled` remembers what was done.
    removeOnComplete: true,
    stackTraceLimit: 0,
  },
};

function redisHome(url: string, log: Logger): QueueHome {
  const connect = (options: object): Redis => {
    const redis = new Redis(url, {
      retryStrategy: (times) => Math.min(50 * 2 ** times, RECONNECT_AT_MOST_MS),
      ...options,
    });
    redis.on('error', (error) => log.warn('redis.unreachable', { message: error.message }));
    return redis;
  };
  // A publisher rather fails than waits; a worker waits for as long as it takes.
  const publishing = connect({ commandTimeout: COMMAND_TIMEOUT_MS, maxRetriesPerRequest: 1 });
  let working: Redis | undefined;
  const bullmq = withBackend(createRedisBackend);
  return {
    queue: (name) => new bullmq.Queue(name, { ...QUEUE_OPTIONS, connection: publishing }) as Queue,
    worker: (name, process, options) => {
      working ??= connect({ maxRetriesPerRequest: null });
      return new bullmq.Worker(name, process, { ...options, connection: working }) as QueueWorker;
    },
    isReachable: () => publishing.status === 'ready',
    ping: () => publishing.ping(),
    close: async () => {
      publishing.disconnect();
      working?.disconnect();
    },
  };
}

async function postgresHome(url: string, log: Logger): Promise<QueueHome> {
  // As the login itself, without a role: the queue's tables belong to no app.
  const pool = new Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    options: '-c search_path=bullmq,public',
    connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'aisha:queue',
  });
  pool.on('error', (error) => log.warn('queue.connection-lost', { message: error.message }));
  const client = await pool.connect();
  try {
    await runMigrations(client); // connections do not migrate by themselves
  } finally {
    client.release();
  }
  const bullmq = withBackend(createPostgresBackend);
  const connection = pool as unknown as PostgresConnectionOptions; // their copy of pg's types lags behind
  return {
    queue: (name) => new bullmq.Queue(name, { ...QUEUE_OPTIONS, connection }) as unknown as Queue,
    worker: (name, process, options) =>
      new bullmq.Worker(name, process as never, { ...options, connection }) as unknown as QueueWorker,
    isReachable: () => true,
    ping: () => pool.query('SELECT 1'),
    close: () => pool.end(),
  };
}
