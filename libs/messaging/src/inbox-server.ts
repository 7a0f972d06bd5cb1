import { setTimeout as delay } from 'node:timers/promises';
import { RECEIVERS } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import { every, type Logger, type Repeated } from '@aisha/platform';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { InboxHandlers } from './inbox-handlers';
import { inboxStateOf, type InboxState } from './inbox-state';
import type { JobContext, ServedInbox } from './job-handler';
import { JobRunner } from './job-runner';
import { LongJobs } from './long-jobs';
import { measureDeadLetters, measureLongJobs, measureQueueMemory, measureQueues } from './measure-queues';
import { queueConcurrency, queuePaused, showJobs } from './metrics';
import type { OutboxRelay } from './outbox-relay';
import type { QueueBackend, RunningWorker } from './queue-backend';
import { LONGEST_SLEEP_S, type QueuedJob } from './queue-driver';
import { atOnce } from './queue-settings.store';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

/**
 * The queue's own limit of stalls, set so high that no job reaches it. The runner limits stalls itself, because it can tell the person; the
 * queue would only drop the job.
 */
const NEVER = 1_000_000;
/** How long a stop waits until the queue has taken the jobs back. After that their locks run out, and another replica takes the jobs. */
const REQUEUED_WITHIN_MS = 1_000;

interface InboxParts {
  readonly served: ServedInbox;
  readonly schema: Schema;
  readonly database: Database;
  readonly queues: QueueBackend;
  readonly relay: OutboxRelay;
  readonly handlers: Pick<InboxHandlers, 'build' | 'of'>;
  readonly log: Logger;
  /** Whether to report the queues of all apps, so that those of an app without a process are seen. */
  readonly watchesAllInboxes?: boolean;
  readonly timeouts?: MessagingTimeouts;
}

/** Nest's transport for an app's inbox: jobs of its queue become calls of its handlers. */
export class InboxServer extends Server implements CustomTransportStrategy {
  private readonly timeouts: MessagingTimeouts;
  private readonly runner: JobRunner;
  private readonly longJobs: LongJobs;
  private worker: RunningWorker | undefined;
  private measuring: Repeated | undefined;
  /** Whether the process was told to stop; it then begins nothing more, even while it is still starting. */
  private isClosing = false;

  constructor(private readonly parts: InboxParts) {
    super();
    this.timeouts = parts.timeouts ?? MESSAGING_TIMEOUTS;
    this.runner = new JobRunner(
      parts.served,
      parts,
      { call: (job, data, context) => this.call(job, data, context), of: (job) => parts.handlers.of(job) },
      parts.log,
      this.timeouts,
    );
    this.longJobs = new LongJobs(parts.served, parts, this.runner, parts.log, this.timeouts);
  }

  listen(callback: (error?: unknown) => void): void {
    this.begin().then(() => callback(), callback);
  }

  /** Takes no new jobs, lets running jobs end or requeues them, and publishes what they sent. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.measuring?.stop();
    const { stopGraceMs } = this.timeouts;
    const requeue = setTimeout(() => this.runner.requeueAll(), stopGraceMs);
    const closing = Promise.all([this.worker?.close(), this.longJobs.close()]).then(() => true);
    if (!(await Promise.race([closing, delay(stopGraceMs + REQUEUED_WITHIN_MS, false, { ref: false })]))) {
      this.parts.log.warn('queue.not-closed');
      closing.catch(() => undefined);
    }
    clearTimeout(requeue);
    await this.parts.relay.close();
  }

  on(): void {}

  unwrap<T>(): T {
    return this.worker as T;
  }

  private async begin(): Promise<void> {
    const { served, handlers, database, schema, log } = this.parts;
    await handlers.build();
    // A process that starts while its queue is paused takes nothing. While the settings cannot be read, it works with
    // the numbers of the code.
    const concurrency = await inboxStateOf(database, schema).then(
      (state) => this.obey(state),
      () => served.concurrency,
    );
    if (this.isClosing) return;
    this.worker = this.workerOf(served.inbox.receiver, concurrency);
    this.longJobs.start();
    showJobs(Object.keys(served.handlers));
    this.measuring = every(this.timeouts.measureEveryMs, 'queue.measure', log, () => this.measure());
    this.measuring.wake();
  }

  /** Applies an operator's settings for the queues of this app; resolves to how many short jobs run at once. */
  private obey({ settings }: InboxState): number {
    const { inbox, concurrency } = this.parts.served;
    const set = new Map(settings.map((one) => [one.queue, one]));
    const obey = (queue: string, byCode: number): number => {
      const jobs = atOnce(set.get(queue), byCode);
      queuePaused.set({ queue }, jobs === 0 ? 1 : 0);
      queueConcurrency.set({ queue }, jobs);
      return jobs;
    };
    const long = [...this.longJobs.places].map(([job, places]) => [job, obey(job, places)] as const);
    const short = obey(inbox.receiver, concurrency);
    this.runner.takes(long.reduce((sum, [, places]) => sum + places, short));
    for (const [job, places] of long) this.longJobs.takes(job, places);
    this.worker?.takes(short);
    return short;
  }

  private workerOf(queue: string, concurrency: number): RunningWorker {
    const run = async (job: QueuedJob): Promise<void> => {
      await (this.longJobs.isLong(job.name) ? this.longJobs.accept(job) : this.runner.run(job));
    };
    return this.parts.queues.worker(queue, run, {
      concurrency,
      lockDuration: this.timeouts.lockMs,
      stalledInterval: this.timeouts.stalledEveryMs,
      maxStalledCount: NEVER,
      drainDelay: LONGEST_SLEEP_S,
      settings: { backoffStrategy: this.runner.pauseAfter },
    });
  }

  /** Longer than any pause of a job that was begun by a right clock. */
  private get longestPauseMs(): number {
    const { retryAtMostMs, newerReleaseAtMostMs } = this.timeouts;
    return Math.max(retryAtMostMs, newerReleaseAtMostMs) + 60_000;
  }

  /** Calls the handler through Nest, so that the app's interceptors and filters apply. */
  private async call(job: string, data: object, context: JobContext): Promise<void> {
    const handler = this.getHandlerByPattern(job);
    if (!handler) throw new Error(`Nest knows no handler of ${job}`);
    await lastValueFrom(this.transformToObservable(await handler(data, context)), { defaultValue: undefined });
  }

  private async measure(): Promise<void> {
    const { served, queues, schema, database, relay, watchesAllInboxes } = this.parts;
    let state: InboxState | undefined;
    try {
      state = await inboxStateOf(database, schema);
      this.obey(state);
      measureLongJobs(this.longJobs.figuresOf(state.longJobs));
      measureDeadLetters(state.deadLetters, schema);
    } finally {
      // Without a state we do not know whether there is work, so we wake both, and they look for it.
      if (state?.hasSent ?? true) relay.rouse();
      if (state?.longJobs.length !== 0) this.longJobs.rouse();
      // The queue is measured even while Postgres is away.
      await measureQueues(queues, watchesAllInboxes ? RECEIVERS : [served.inbox.receiver]);
      if (watchesAllInboxes) await measureQueueMemory(queues);
      await queues.endLatePauses(served.inbox.receiver, this.longestPauseMs);
    }
  }
}
