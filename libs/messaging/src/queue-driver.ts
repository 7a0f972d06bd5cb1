import { addressesOf, isDirect, PrimaryClient, QUEUE_SCHEMA, refuseWrongLogin } from '@aisha/database';
import { DAY_MS, type Login } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import {
  createPostgresBackend,
  createRedisBackend,
  withBackend,
  type Job,
  type PostgresConnectionOptions,
  type Queue,
  type Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Client } from 'pg';
import { QueuePool } from './queue-pool';
import { logRewrittenKey } from './queue-rights';

export type { Queue };
export type QueuedJob = Job<unknown, void, string>;
export type ProcessJob = (job: QueuedJob) => Promise<void>;
export type QueueWorker = Worker<unknown, void, string>;
export type QueueWorkerOptions = Omit<WorkerOptions, 'connection'>;

/** BullMQ's classes for one kind of server, Redis or Postgres (decision 7), with the connections they share. */
export interface QueueDriver {
  queue(name: string): Queue;
  worker(name: string, process: ProcessJob, options: QueueWorkerOptions): QueueWorker;
  /** False while a command would only wait: messages stay in the outbox meanwhile. */
  isReachable(): boolean;
  /** Resolves to what an operator should mend, if anything. */
  ping(): Promise<string | undefined>;
  /** The memory of the server; undefined where the queue has none of its own, or no bound. */
  memory(): Promise<QueueMemory | undefined>;
  /** Makes the server forget what it still keeps of removed jobs: once a day, even if several processes ask. */
  forgetsOldJobs(): Promise<void>;
  /** Ends the pauses of a queue that last longer from now than any pause does: a process whose clock is ahead began them. */
  endsLatePauses(queue: Queue, longestMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The memory of the queue's server, in bytes. */
export interface QueueMemory {
  readonly used: number;
  /** The bound at which the server takes no more jobs. */
  readonly size: number;
}

/** How long a command may take. After this it has failed, and the messages stay in the outbox. */
const COMMAND_TIMEOUT_MS = 5_000;
const RECONNECT_AT_MOST_MS = 2_000;
/**
 * A connection silent for this long is replaced: the other end may be gone without notice. A worker's longest silence
 * is its wait for a job, 10 s.
 */
const MUTE_MS = { publishing: 6_000, working: 30_000 };
/**
 * An idle worker polls its queue this often. On Redis, BullMQ does not allow a longer pause; on Postgres its own pause would be an hour, and
 * not every failure to listen wakes the worker.
 */
export const LONGEST_SLEEP_S = 10;
/**
 * Whether a server has become a replica. It refuses each write then and keeps its connections, so only a new connection is led to the
 * primary. In the error of a script the word may stand anywhere.
 */
const isReplicas = ({ message }: Error): boolean => message.includes('READONLY');
/** After 10 s of silence TCP probes the other end; without an answer the connection ends within 20 s. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
/** Each process serves one inbox at most: its worker takes one connection for LISTEN, and five do the work. */
const POSTGRES_CONNECTIONS = 1 + 5;
/** The product does not read BullMQ's event stream, but BullMQ cannot switch it off. */
const EVENTS_KEPT = 100;

const QUEUE_OPTIONS = {
  streams: { events: { maxLen: EVENTS_KEPT } },
  defaultJobOptions: {
    // The receiver decides about retries and giving up (job-runner.ts), so the queue must not.
    attempts: 1_000_000,
    backoff: { type: 'by-receiver' },
    // Jobs are not removed by count: on Postgres that deadlocks and marks done jobs as failed. `handled` records which
    // messages were done.
    removeOnComplete: true,
    stackTraceLimit: 0,
  },
};

/**
 * Clears the timer of `socketTimeout` when a connection closes. ioredis 5 leaves the timer behind (redis/ioredis#2147,
 * mended in 6): it would end the next connection early, and keep the process of a closed worker alive.
 */
class QueueRedis extends Redis {
  constructor(
    private readonly url: string,
    options: RedisOptions,
  ) {
    const sentinels = redisOptionsOf(url);
    // With sentinels ioredis does not use the address of the server.
    super(sentinels ? 'redis://localhost' : url, { ...options, ...sentinels });
    this.on('close', () => {
      clearTimeout(this['socketTimeoutTimer'] as NodeJS.Timeout | undefined);
      this['socketTimeoutTimer'] = undefined;
    });
  }

  /**
   * Ends the connection at once, also between two attempts to connect. In that pause ioredis 5 only drops the next attempt: then commands
   * that wait for the connection, code that waits for its end, and a worker that closes while Redis is away would all wait without end.
   */
  override disconnect(reconnect = false): void {
    if (reconnect || this.status !== 'reconnecting') return super.disconnect(reconnect);
    clearTimeout(this['reconnectTimeout'] as NodeJS.Timeout | undefined);
    this['manuallyClosing'] = true;
    this['setStatus']('end');
    this['flushQueue'](new Error('Connection is closed.')); // by these words BullMQ recognises the error
  }

  /** BullMQ gives each worker a connection of its own in which to wait. */
  override duplicate(override?: Partial<RedisOptions>): QueueRedis {
    return new QueueRedis(this.url, { ...this.options, ...override });
  }
}

const SENTINEL_PORT = 26_379;

/**
 * The options with which ioredis connects to a Redis behind sentinels. Its address is written as Lettuce does,
 * `redis-sentinel://login:password@one:26379,two:26379#name-of-the-primary`. The login is that of Redis; sentinels are asked without a
 * login. Undefined for `redis://` and `rediss://` (TLS), which ioredis reads by itself.
 */
export function redisOptionsOf(url: string): RedisOptions | undefined {
  const [, login, list, name] = /^redis-sentinel:\/\/(?:([^@/]*)@)?([^#/]+)#(.+)$/.exec(url) ?? [];
  if (list === undefined || name === undefined) return undefined;
  const [username = '', password = ''] = (login ?? '').split(':').map(decodeURIComponent);
  const sentinels = list.split(',').map((address) => {
    const { hostname, port } = new URL(`redis://${address}`);
    return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || SENTINEL_PORT };
  });
  return { sentinels, name, ...(username && { username }), ...(password && { password }) };
}

/** A connection to the Redis of the queue, whichever of its addresses the apps know: `redis://`, `rediss://` or `redis-sentinel://`. */
export const connectionTo = (url: string, options: RedisOptions): Redis => new QueueRedis(url, options);

/** A driver for Redis; the names of all its keys begin with `prefix`. */
export function redisDriver(url: string, prefix: string, log: Logger): QueueDriver {
  const connect = (options: RedisOptions): Redis => {
    const redis = new QueueRedis(url, {
      retryStrategy: (times) => Math.min(50 * 2 ** times, RECONNECT_AT_MOST_MS),
      reconnectOnError: isReplicas,
      ...options,
    });
    redis.on('error', (error) => log.warn('redis.unreachable', { message: error.message }));
    return redis;
  };
  // A publisher fails instead of waiting; a worker waits without a limit.
  const publishing = connect({
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    socketTimeout: MUTE_MS.publishing,
  });
  let working: Redis | undefined;
  const bullmq = withBackend(createRedisBackend);
  return {
    queue: (name) => new bullmq.Queue(name, { ...QUEUE_OPTIONS, prefix, connection: publishing }) as Queue,
    worker: (name, process, options) => {
      working ??= connect({ maxRetriesPerRequest: null, socketTimeout: MUTE_MS.working });
      return new bullmq.Worker(name, process, { ...options, prefix, connection: working }) as QueueWorker;
    },
    isReachable: () => publishing.status === 'ready',
    ping: async () => memoryNote(await publishing.info('memory')),
    memory: async () => memoryOf(await publishing.info('memory')),
    forgetsOldJobs: () => rewriteLog(publishing, prefix),
    endsLatePauses: (queue, longestMs) => endLatePauses(publishing, queue, longestMs),
    close: async () => {
      publishing.disconnect();
      working?.disconnect();
    },
  };
}

/**
 * Redis appends every command to its log, and compacts the log by itself only when it has doubled, which in a small installation it never
 * does. So we have it rewritten once a day. A key in Redis that lives for a day marks a rewrite, so that no other replica and no restart
 * repeats it.
 */
async function rewriteLog(redis: Redis, prefix: string): Promise<void> {
  const rewritten = logRewrittenKey(prefix);
  if ((await redis.exists(rewritten)) === 1) return;
  if (!/^aof_enabled:1/m.test(await redis.info('persistence'))) return; // where Redis keeps no log, a rewrite would begin one
  await redis.bgrewriteaof().catch((error: Error) => {
    if (!error.message.includes('already in progress')) throw error;
  });
  // Recorded after the rewrite is asked for: a process that dies in between causes one rewrite too many, and not one too few.
  await redis.set(rewritten, new Date().toISOString(), 'PX', DAY_MS);
}

/** BullMQ keeps the end of a pause times this number, so that jobs of one millisecond have an order. */
const SCORE_OF_A_MS = 0x1000;

/** BullMQ stamps the end of a pause by the clock of the machine. Here it is compared with the clock of Redis. */
async function endLatePauses(redis: Redis, queue: Queue, longestMs: number): Promise<void> {
  const [seconds] = await redis.time();
  const latest = (Number(seconds) * 1_000 + longestMs) * SCORE_OF_A_MS;
  for (const id of await redis.zrangebyscore(queue.toKey('delayed'), latest, '+inf')) {
    await (await queue.getJob(id))?.promote();
  }
}

/** The share of its memory above which a Redis is nearly full. The alert AishaQueueFull has the same one. */
const NEARLY_FULL = 0.8;

/**
 * Advice for an operator, from Redis' INFO. A Redis that evicts loses jobs without an error when its memory is full; the outbox finds them
 * late, and callbacks of FAL are lost. One that evicts nothing takes no more jobs when it is full. Undefined for a Redis with room, and where
 * INFO does not say.
 */
export function memoryNote(info: string): string | undefined {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
  if (policy !== 'noeviction') return `Redis may evict jobs: its maxmemory-policy is ${policy}; set it to noeviction`;
  const memory = memoryOf(info);
  if (!memory || memory.used <= NEARLY_FULL * memory.size) return undefined;
  const percent = Math.floor((100 * memory.used) / memory.size);
  return `Redis has used ${percent}% of its maxmemory; full, it takes no jobs (docs/runbooks/redis-lost.md)`;
}

/** The memory in Redis' INFO; undefined without a maxmemory, which INFO says as 0. */
function memoryOf(info: string): QueueMemory | undefined {
  const [used, size] = ['used_memory', 'maxmemory'].map((name) =>
    Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0),
  );
  return size ? { used: used!, size } : undefined;
}

/**
 * Throws if the address leads to a pooler: BullMQ listens for jobs, and behind a pooler it would listen on a connection that is not its own.
 * Does not throw while Postgres is away, because an app waits for it.
 */
export async function refusePooler(url: string): Promise<void> {
  if ((await askedOnce(url, isDirect)) === false)
    throw new Error(
      'DATABASE_URL leads to a pooler, where no job would wake a worker: set REDIS_URL, or let DATABASE_URL lead to Postgres itself ' +
        '(docs/decisions/0034-behind-pgbouncer.md).',
    );
}

/** Throws where an app without tables, whose queue is in Postgres, uses another login than its own. */
export async function refuseWrongQueueLogin(url: string, login: Login, installation: string): Promise<void> {
  const refusal = await askedOnce(url, async (client) => {
    const query = async (statement: string, values: unknown[]) => (await client.query(statement, values)).rows;
    return refuseWrongLogin(query, { login, installation, schema: QUEUE_SCHEMA }).catch((error: Error) => error);
  });
  if (refusal instanceof Error) throw refusal;
}

/** Asks Postgres one thing on a connection of its own; undefined while Postgres is away. */
async function askedOnce<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T | undefined> {
  const client = new PrimaryClient({ ...addressesOf(url), connectionTimeoutMillis: COMMAND_TIMEOUT_MS });
  client.on('error', () => undefined); // an error after the answer, or of a server that is away
  try {
    await client.connect();
    return await ask(client);
  } catch {
    return undefined;
  } finally {
    client.end().catch(() => undefined);
  }
}

export function postgresDriver(url: string, log: Logger): QueueDriver {
  // The migrations make the queue's tables: no app owns them.
  const pool = new QueuePool({
    ...addressesOf(url),
    Client: PrimaryClient,
    max: POSTGRES_CONNECTIONS,
    // A crash of Postgres may lose jobs, as one of Redis may: the outbox publishes them again (decision 25).
    options: '-c search_path=bullmq,public -c synchronous_commit=off',
    connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
    ...KEEP_ALIVE,
    application_name: 'aisha:queue',
  });
  // Handles errors on each connection: the pool handles those of idle connections only, and BullMQ takes some out
  // without a handler.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn('queue.connection-lost', { message: error.message })),
  );
  pool.on('error', () => undefined); // the pool reports the same error once more
  pool.setMaxListeners(0); // each queue and worker listens here: with eleven Node would warn of a leak
  const bullmq = withBackend((...given: Parameters<typeof createPostgresBackend>) => {
    const backend = createPostgresBackend(...given);
    return Object.defineProperty(backend, 'maximumBlockTimeout', { value: LONGEST_SLEEP_S });
  });
  const connection = pool as unknown as PostgresConnectionOptions; // BullMQ's copy of pg's types lags behind
  return {
    queue: (name) => new bullmq.Queue(name, { ...QUEUE_OPTIONS, connection }) as unknown as Queue,
    worker: (name, process, options) => {
      pool.lockMs = options.lockDuration ?? pool.lockMs;
      return new bullmq.Worker(name, process as never, { ...options, connection }) as unknown as QueueWorker;
    },
    isReachable: () => true,
    ping: () => pool.query('SELECT 1').then(() => undefined),
    memory: async () => undefined, // Postgres has the queue on its disk
    forgetsOldJobs: async () => undefined, // Postgres vacuums by itself
    endsLatePauses: async () => undefined, // the pool does it
    close: () => pool.end(),
  };
}
