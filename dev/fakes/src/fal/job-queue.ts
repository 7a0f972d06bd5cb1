import { join } from 'node:path';
import { type Failure, modelFailure, ModelError, orderedFailure, requestFailure } from './jobs/errors';
import type { FileStore } from './jobs/files';
import type { Job, Outcome } from './jobs/job';
import { Journal } from './jobs/journal';
import { MODELS } from './models';
import type { Timing } from './timing';

/** A job waits this long for a warm runner (FAL: 0.2–2 s for a picture). */
const QUEUE_SECONDS = 1;
/** How long FAL keeps results: 30 days; with `X-Fal-Store-IO: 0` one hour, or 6 minutes if the result has 10 kB or more. */
const RETENTION_MS = { stored: 30 * 86_400_000, notStored: 3_600_000, notStoredLarge: 360_000 };
const LARGE_RESULT_BYTES = 10_240;

interface JobQueueParts {
  readonly concurrency: number;
  readonly timing: Timing;
  readonly files: FileStore;
  readonly now: () => number;
  readonly onCompleted: (job: Job) => void;
}

/** The account's jobs: a limited number runs at once, and the others wait in the order they came. */
export class JobQueue {
  private readonly journal: Journal<Job>;
  private readonly waiting: string[] = [];
  private readonly running = new Map<string, AbortController>();
  private readonly stopping = new AbortController();
  /** The sides of drawn pictures as a share of those that jobs ask for. */
  share = 1;

  constructor(
    directory: string,
    private readonly parts: JobQueueParts,
  ) {
    this.journal = new Journal(join(directory, 'jobs.jsonl'));
  }

  /** Continues the jobs of a stopped fake: running jobs start again, and waiting jobs keep their places. */
  resume(): void {
    const unfinished = [...this.journal.rows.values()].filter((job) => job.state !== 'COMPLETED');
    for (const job of unfinished.filter(({ state }) => state === 'IN_PROGRESS')) void this.run(job);
    this.waiting.push(...unfinished.filter(({ state }) => state === 'IN_QUEUE').map(({ id }) => id));
    this.startNext();
  }

  add(job: Job): void {
    this.journal.put(job.id, job);
    this.waiting.push(job.id);
    void this.startWhenARunnerIsFound();
  }

  /** Runs the job to its end before it resolves, so that the webhook comes before the answer to the submission. */
  async addAndFinish(job: Job): Promise<void> {
    this.journal.put(job.id, job);
    await this.run(job, { atOnce: true });
  }

  get(id: string): Job | undefined {
    const job = this.journal.rows.get(id);
    return job && !this.isExpired(job) ? job : undefined;
  }

  /** Makes every job older. */
  timePasses(ms: number): void {
    for (const job of this.all())
      this.update(job.id, {
        createdAt: job.createdAt - ms,
        ...(job.startedAt !== undefined && { startedAt: job.startedAt - ms }),
        ...(job.completedAt !== undefined && { completedAt: job.completedAt - ms }),
      });
  }

  all(): readonly Job[] {
    return [...this.journal.rows.values()];
  }

  /** How many jobs wait before this one. */
  positionOf(job: Job): number {
    return Math.max(0, this.waiting.indexOf(job.id));
  }

  update(id: string, change: Partial<Job>): void {
    const job = this.journal.rows.get(id);
    if (job) this.journal.put(id, { ...job, ...change });
  }

  cancel(job: Job): 'OK' | 'CANCELLATION_REQUESTED' | 'ALREADY_COMPLETED' {
    const index = this.waiting.indexOf(job.id);
    if (index >= 0) {
      this.waiting.splice(index, 1);
      this.complete(job.id, cancelled(0));
      return 'OK';
    }
    if (job.state === 'COMPLETED') return 'ALREADY_COMPLETED';
    this.running.get(job.id)?.abort();
    return 'CANCELLATION_REQUESTED';
  }

  stop(): void {
    this.stopping.abort();
  }

  private async startWhenARunnerIsFound(): Promise<void> {
    await this.pause(this.parts.timing.ms('queue', QUEUE_SECONDS)).catch(() => undefined);
    this.startNext();
  }

  private startNext(): void {
    while (!this.stopping.signal.aborted && this.busyRunners < this.parts.concurrency) {
      const job = this.journal.rows.get(this.waiting.shift() ?? '');
      if (!job) return;
      void this.run(job);
    }
  }

  /** A job that a fault keeps from ever finishing occupies no runner, so that it does not block other jobs of the sandbox. */
  private get busyRunners(): number {
    return [...this.running.keys()].filter((id) => this.journal.rows.get(id)?.trouble?.kind !== 'never-finish').length;
  }

  private async run(job: Job, { atOnce = false } = {}): Promise<void> {
    const cancelling = new AbortController();
    this.running.set(job.id, cancelling);
    const startedAt = this.parts.now();
    const began = performance.now();
    this.update(job.id, { state: 'IN_PROGRESS', startedAt });

    const outcome = await Promise.race([this.work(job, atOnce), whenAborted(cancelling.signal)]);
    this.running.delete(job.id);
    if (this.stopping.signal.aborted) return;
    const seconds = (performance.now() - began) / 1_000;
    this.complete(job.id, outcome === 'aborted' ? cancelled(seconds) : { ...outcome, seconds });
    this.startNext();
  }

  private async work(job: Job, atOnce: boolean): Promise<Omit<Outcome, 'seconds'>> {
    const model = MODELS[job.endpoint];
    if (!model) return failed(requestFailure('internal_error', 'Application disappeared'));
    const { trouble } = job;
    try {
      const input = model.read(job.input);
      const duration = atOnce ? 0 : this.parts.timing.ms(model.waiting, model.seconds(input));
      this.update(job.id, { workMs: duration });
      if (trouble?.kind === 'never-finish') return await new Promise(() => {});
      if (trouble?.kind === 'fail') {
        await this.pause(duration);
        return failed(orderedFailure(trouble.errorType ?? 'internal_server_error'));
      }
      const [bodyText] = await Promise.all([
        model.run(input, {
          job,
          files: this.parts.files,
          share: this.share,
          signal: this.stopping.signal,
        }),
        this.pause(duration),
      ]);
      return { status: 200, bodyText };
    } catch (error) {
      if (error instanceof ModelError) return failed(modelFailure(error));
      return failed(requestFailure('runner_server_error', error instanceof Error ? error.message : 'Runner failed'));
    }
  }

  /** Waits for this long by the fake's clock. Rejects when the fake stops. */
  private pause(ms: number): Promise<void> {
    return this.parts.timing.wait(ms, this.stopping.signal);
  }

  private complete(id: string, outcome: Outcome): void {
    const job = this.journal.rows.get(id);
    if (!job) return;
    const completed: Job = {
      ...job,
      state: 'COMPLETED',
      completedAt: this.parts.now(),
      outcome,
      webhook: job.webhookUrl === undefined ? 'none' : 'pending',
    };
    this.journal.put(id, completed);
    this.parts.onCompleted(completed);
  }

  private isExpired(job: Job): boolean {
    if (job.expired) return true;
    if (job.completedAt === undefined || !job.outcome) return false;
    const isLarge = job.outcome.bodyText.length >= LARGE_RESULT_BYTES;
    const life = job.keepsPayload
      ? RETENTION_MS.stored
      : isLarge
        ? RETENTION_MS.notStoredLarge
        : RETENTION_MS.notStored;
    return this.parts.now() - job.completedAt > life;
  }
}

const failed = (failure: Failure): Omit<Outcome, 'seconds'> => ({
  status: failure.status,
  bodyText: JSON.stringify(failure.body),
  failure,
});

const cancelled = (seconds: number): Outcome => ({
  ...failed(requestFailure('client_cancelled', 'Request was cancelled by the client')),
  seconds,
});

const whenAborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
