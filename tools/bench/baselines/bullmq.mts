import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  withBackend,
  type ConnectionOptions,
  type Job,
  type PostgresConnectionOptions,
  type Queue,
  type Worker,
} from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

interface PlainQueue {
  readonly queue: Queue;
  close(): Promise<void>;
}

/** BullMQ as its manual shows it: a queue, and a worker with its handler. */
export const plainQueue = async (
  { postgresUrl, redisUrl }: { readonly postgresUrl: string; readonly redisUrl: string | undefined },
  name: string,
  process: (job: Job) => Promise<void>,
  concurrency: number,
): Promise<PlainQueue> => {
  const options = { defaultJobOptions: { removeOnComplete: true } };
  if (redisUrl !== undefined) {
    const bullmq = withBackend(createRedisBackend);
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null }) as unknown as ConnectionOptions;
    const queue = new bullmq.Queue(name, { ...options, connection }) as Queue;
    const worker = new bullmq.Worker(name, process, { connection, concurrency }) as Worker;
    return opened(queue, worker, async () => (connection as unknown as Redis).disconnect());
  }
  const pool = new Pool({ connectionString: postgresUrl, max: 8, options: '-c search_path=bullmq,public' });
  const client = await pool.connect();
  await runMigrations(client);
  client.release();
  const bullmq = withBackend(createPostgresBackend);
  const connection = pool as unknown as PostgresConnectionOptions;
  const queue = new bullmq.Queue(name, { ...options, connection }) as unknown as Queue;
  const worker = new bullmq.Worker(name, process as never, { connection, concurrency }) as unknown as Worker;
  return opened(queue, worker, () => pool.end());
};

const opened = async (queue: Queue, worker: Worker, disconnect: () => Promise<void>): Promise<PlainQueue> => {
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return {
    queue,
    close: async () => {
      await worker.close();
      await queue.close();
      await disconnect();
    },
  };
};
