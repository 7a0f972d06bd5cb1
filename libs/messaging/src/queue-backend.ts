import { AppError, DEFAULT_INSTALLATION, type Login } from '@aisha/domain';
import { withoutWorkFacts, type Logger } from '@aisha/platform';
import { jobIdOf, type OutgoingMessage } from './outgoing-message';
import {
  postgresDriver,
  redisDriver,
  refusePooler,
  refuseWrongQueueLogin,
  type Queue,
  type QueueDriver,
  type QueueMemory,
  type QueueWorker,
  type QueueWorkerOptions,
  type ProcessJob,
} from './queue-driver';

/** Where the queue lives: Redis when there is one, else BullMQ's tables in the product's Postgres. */
export interface QueueConfig {
  /** Names the installation in a Redis that others may use: the first part of its keys. Absent: `aisha`. */
  readonly INSTALLATION?: string;
  readonly REDIS_URL?: string;
  readonly DATABASE_URL?: string;
}

/** A worker at work. */
export interface RunningWorker {
  /**
   * Sets how many jobs the worker runs at once from now on; running jobs go on. With 0 the worker takes no job until it gets a higher
   * number.
   */
  takes(atOnce: number): void;
  close(): Promise<void>;
}

/** The pause before the process replaces a worker that did not reach its server. */
const REPLACE_AFTER_MS = 1_000;

/**
 * How long to wait after an error before asking again. A server whose disk or memory is full refuses each question at once, and without a
 * pause BullMQ would ask again thousands of times a second.
 */
const ASK_AGAIN_AFTER_MS = 1_000;

/** How BullMQ begins the error that it reports beside `lockRenewalFailed`. The server is well then, so the worker need not pause. */
const LOCK_NOT_RENEWED = 'could not renew lock';

/** The only place that knows the queue's server. */
export class QueueBackend {
  private readonly queues = new Map<string, Queue>();

  private constructor(
    private readonly driver: QueueDriver,
    private readonly log: Logger,
  ) {}

  /**
   * Opens the queue. Throws an error that says what to set when no server of the queue is set, or the queue would not work there. In
   * Postgres it also throws when an app without tables there uses another login than its own.
   */
  static async open(config: QueueConfig, log: Logger, login?: Login): Promise<QueueBackend> {
    const { REDIS_URL, DATABASE_URL, INSTALLATION = DEFAULT_INSTALLATION } = config;
    if (REDIS_URL) return new QueueBackend(redisDriver(REDIS_URL, INSTALLATION, log), log);
    if (DATABASE_URL) {
      await refusePooler(DATABASE_URL);
      if (login) await refuseWrongQueueLogin(DATABASE_URL, login, INSTALLATION);
      return new QueueBackend(postgresDriver(DATABASE_URL, log), log);
    }
    throw new Error('REDIS_URL or DATABASE_URL must be set: the queue has to live somewhere');
  }

  /** Puts messages into the receivers' queues, but none that is still in its queue. Throws `queue-unreachable`. */
  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (!this.driver.isReachable()) throw new AppError('queue-unreachable');
    const byQueue = Map.groupBy(messages, ({ receiver }) => receiver);
    try {
      await Promise.all(
        [...byQueue].map(([queue, group]) => {
          const [job, ...more] = group.map(({ id, job, payload, traceId }) => ({
            name: job,
            data: payload,
            opts: { jobId: jobIdOf(id), ...(traceId !== null && { telemetry: { metadata: traceId } }) },
          }));
          // A single message needs no transaction of the queue's.
          return more.length === 0
            ? this.named(queue).add(job!.name, job!.data, job!.opts)
            : this.named(queue).addBulk([job!, ...more]);
        }),
      );
    } catch (error) {
      throw new AppError('queue-unreachable', { cause: error });
    }
  }

  /** Finds the messages that are not in the queue: never added, lost, or removed when done. Throws `queue-unreachable`. */
  async missing(messages: readonly Pick<OutgoingMessage, 'id' | 'receiver' | 'job'>[]): Promise<string[]> {
    if (messages.length === 0) return [];
    if (!this.driver.isReachable()) throw new AppError('queue-unreachable');
    try {
      const states = await Promise.all(messages.map((one) => this.named(one.receiver).getJobState(jobIdOf(one.id))));
      return messages.filter((_, index) => states[index] === 'unknown').map(({ id }) => id);
    } catch (error) {
      throw new AppError('queue-unreachable', { cause: error });
    }
  }

  /** Starts a worker of a queue. */
  worker(queue: string, process: ProcessJob, options: QueueWorkerOptions): RunningWorker {
    let worker: QueueWorker | undefined;
    let replacing: NodeJS.Timeout | undefined;
    let concurrency = options.concurrency ?? 1;
    const closing = new Set<Promise<void>>();
    const underWay = new Set<string | undefined>();
    const run: ProcessJob = async (job) => {
      underWay.add(job.id);
      await process(job).finally(() => underWay.delete(job.id));
    };
    const begin = (): void => {
      const begun = this.driver.worker(queue, run, { ...options, concurrency });
      worker = begun;
      // A job that ends while BullMQ renews its lock has none to renew. A job that goes on without its lock is begun again by another worker.
      begun.on('lockRenewalFailed', (jobs) => {
        for (const job of jobs) if (underWay.has(job)) this.log.warn('queue.lock-lost', { queue, job });
      });
      begun.on('error', (error) => {
        if (error.message.startsWith(LOCK_NOT_RENEWED)) return;
        this.log.failed('queue.worker-failed', error);
        if (worker !== begun || begun.isPaused()) return;
        void begun.pause(true);
        setTimeout(() => void (worker === begun && begun.resume()), ASK_AGAIN_AFTER_MS).unref();
      });
      onBadStart(begun, () => (replacing = setTimeout(begin, REPLACE_AFTER_MS)));
    };
    // The worker is replaced: a paused worker of BullMQ still takes the job that it waits for, and a worker whose limit is raised looks for
    // more only when its next job ends.
    const end = (): void => {
      clearTimeout(replacing);
      if (!worker) return;
      const ended = worker.close().finally(() => closing.delete(ended));
      ended.catch((error: unknown) => this.log.failed('queue.worker-failed', error));
      closing.add(ended);
      worker = undefined;
    };
    if (concurrency > 0) begin();
    return {
      takes: (atOnce) => {
        if (atOnce === concurrency) return;
        concurrency = atOnce;
        end();
        if (atOnce > 0) begin();
      },
      close: async () => {
        end();
        await Promise.all(closing);
      },
    };
  }

  /** Counts the jobs of a queue by state; empty while the queue is unreachable. */
  async depth(queue: string): Promise<Record<string, number>> {
    if (!this.driver.isReachable()) return {};
    return this.named(queue).getJobCounts('waiting', 'active', 'delayed');
  }

  /** How long the job that is next has waited for its turn; 0 when none waits, and while the queue is unreachable. */
  async oldestSeconds(queue: string): Promise<number> {
    if (!this.driver.isReachable()) return 0;
    const [next] = await this.named(queue).getWaiting(0, 0);
    return next ? (Date.now() - next.timestamp) / 1_000 : 0;
  }

  /** Resolves to what an operator should mend, if anything. Throws `queue-unreachable` when the queue does not answer. */
  async ping(): Promise<string | undefined> {
    if (!this.driver.isReachable()) throw new AppError('queue-unreachable');
    return this.driver.ping();
  }

  /** The memory of the queue's server; undefined for a queue in Postgres, without a bound, and while the queue is unreachable. */
  async memory(): Promise<QueueMemory | undefined> {
    return this.driver.isReachable() ? this.driver.memory() : undefined;
  }

  /**
   * Makes the queue's server forget what it still keeps of removed jobs: once a day, even if several processes ask. Does nothing while the
   * queue is unreachable.
   */
  async forgetOldJobs(): Promise<void> {
    if (this.driver.isReachable()) await this.driver.forgetsOldJobs();
  }

  /**
   * Ends the pauses of the app's own queue that last longer from now than `longestMs`: a process whose clock was ahead began them. Does nothing
   * while the queue is unreachable.
   */
  async endLatePauses(queue: string, longestMs: number): Promise<void> {
    if (this.driver.isReachable()) await this.driver.endsLatePauses(this.named(queue), longestMs);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await this.driver.close();
  }

  private named(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    // The connection of the queue outlives the work that first needs it, so it belongs to no work.
    const queue = withoutWorkFacts(() => this.driver.queue(name));
    queue.on('error', (error) => this.log.failed('queue.failed', error));
    onBadStart(queue, () => this.queues.delete(name));
    this.queues.set(name, queue);
    return queue;
  }
}

/**
 * BullMQ connects once and keeps the result: a queue created while its server is down never works, even after the server is
 * back. So we close and replace it.
 */
const onBadStart = (part: Queue | QueueWorker, replace: () => void): void => {
  part.waitUntilReady().catch(async () => {
    if (part.closing) return;
    replace();
    await part.close().catch(() => undefined); // the closed part reports once more that it did not start
  });
};
