import type { Database, Schema } from '@aisha/database';
import { AppError, asAppError } from '@aisha/domain';
import { AT_REST, every, InFlight, RENEWALS_PER_LEASE, type Logger, type Look, type Repeated } from '@aisha/platform';
import { DelayedError, WaitingError } from 'bullmq';
import type { ServedInbox } from './job-handler';
import type { JobRunner, RunnableJob } from './job-runner';
import { LongJobStore, type LongJobFigures, type Places, type TakenJob } from './long-job.store';
import type { JobOutcome } from './metrics';
import { isOfOutbox, type LongRun } from './once-per-message';
import type { QueuedJob } from './queue-driver';
import { ReferencedPayloads } from './referenced-payload';
import type { MessagingTimeouts } from './timeouts';

/**
 * The long jobs of an app. The queue brings each job here and forgets it; here jobs wait in turns by person, and each
 * name has places of its own, so no job waits behind one of another name. The runner runs them like short ones.
 */
export class LongJobs {
  private readonly store: LongJobStore;
  private readonly payloads: ReferencedPayloads;
  private readonly handled: string;
  private readonly placesOf: ReadonlyMap<string, Places>;
  /** The places that an operator has set, by the name of the job; other jobs have the places of their setup. */
  private readonly placesSet = new Map<string, number>();
  private readonly running = new Map<TakenJob, string>();
  /** Places that are kept for jobs about to run. */
  private readonly taking = new Map<symbol, string>();
  private readonly work: InFlight;
  /** The names of jobs that were accepted since the last round. */
  private readonly accepted = new Set<string>();
  /** The names of the jobs that this process left waiting. */
  private readonly waiting = new Set<string>();
  private mustLook = false;
  private repeated: Repeated | undefined;
  private renewal: Repeated | undefined;
  private isClosing = false;

  constructor(
    { handlers }: ServedInbox,
    { database, schema }: { readonly database: Database; readonly schema: Schema },
    private readonly runner: Pick<JobRunner, 'run' | 'pauseAfter'>,
    private readonly log: Logger,
    private readonly timeouts: MessagingTimeouts,
  ) {
    this.store = new LongJobStore(database, schema);
    this.payloads = new ReferencedPayloads(database, schema);
    this.handled = `${schema}.handled`;
    this.placesOf = new Map(Object.entries(handlers).flatMap(([job, { long }]) => (long ? [[job, long]] : [])));
    this.work = new InFlight('long-job.stuck', log, () => undefined);
  }

  isLong(job: string): boolean {
    return this.placesOf.has(job);
  }

  /** The places that the code gives to each job. */
  get places(): ReadonlyMap<string, number> {
    return new Map([...this.placesOf].map(([job, { places }]) => [job, places]));
  }

  /** Sets how many jobs of this name the process runs at once from now on; running jobs go on. */
  takes(job: string, places: number): void {
    const before = this.placesSet.get(job) ?? this.placesOf.get(job)?.places ?? 0;
    this.placesSet.set(job, places);
    if (places > before) this.wake();
  }

  start(): void {
    if (this.placesOf.size === 0) return;
    const pause = { busyMs: this.timeouts.stalledEveryMs, atRestMs: this.timeouts.restAtMostMs };
    this.repeated = every(pause, 'long-jobs.take', this.log, () => this.takeDue());
    this.renewal = every(this.timeouts.lockMs / RENEWALS_PER_LEASE, 'long-jobs.lease', this.log, async () => {
      if (this.running.size > 0) await this.store.renew([...this.running.keys()], this.timeouts.lockMs);
    });
    this.wake();
  }

  /** Ends the rest of the look for jobs, because there may be some. */
  rouse(): void {
    if (!this.isClosing) this.repeated?.rouse();
  }

  /** Takes no more jobs, and resolves when the running ones have ended or were requeued. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.repeated?.stop();
    await this.work.settled();
    await this.renewal?.stop();
  }

  /** Writes down a job that the queue brought. Throws to have the queue bring it again. */
  async accept(job: QueuedJob): Promise<void> {
    const { id = '', name, opts } = job;
    const traceId = opts.telemetry?.metadata ?? null;
    try {
      const inOutbox = this.payloads.inOutbox(job);
      const sent = { messageId: id, job: name, traceId, ...(inOutbox ? { inOutbox } : { payload: job.data }) };
      const taken = await this.inAPlace(name, async (mayRun) => {
        const room = mayRun
          ? { ofOnePerson: this.placesOf.get(name)!.ofOnePerson, leaseMs: this.timeouts.lockMs }
          : null;
        return this.store.add(sent, this.handled, room);
      });
      if (taken) return;
    } catch (error) {
      const { code } = asAppError(error);
      this.log.failed('long-job.not-taken', error, { job: name, messageId: id });
      throw new AppError(code); // a new error: the queue stores its text
    }
    this.accepted.add(name);
    this.waiting.add(name);
    if (!this.isClosing) this.repeated?.wake();
  }

  /** The figures of every long job that the app has, with zeros where nothing was measured. */
  figuresOf(measured: readonly LongJobFigures[]): LongJobFigures[] {
    const figures = new Map(measured.map((one) => [one.job, one]));
    return [...this.placesOf.keys()].map(
      (job) => figures.get(job) ?? { job, waiting: 0, active: 0, delayed: 0, oldestSeconds: 0 },
    );
  }

  /** Looks for a job to take, because there may be room now, or the time of a job may have come. */
  private wake(): void {
    this.mustLook = true;
    if (!this.isClosing) this.repeated?.wake();
  }

  /**
   * Takes due jobs. When only accepted jobs woke this round, it does not query which names have due jobs, because the accepted ones surely
   * wait.
   */
  private async takeDue(): Promise<Look> {
    const accepted = [...this.accepted];
    const looks = this.mustLook || accepted.length === 0;
    this.accepted.clear();
    this.mustLook = false;
    const withRoom = (looks ? [...this.placesOf.keys()] : accepted).filter((job) => this.hasRoom(job));
    if (withRoom.length === 0) return;
    const { names, hasJobs } = looks ? await this.store.due(withRoom) : { names: withRoom, hasJobs: true };
    if (!hasJobs) return AT_REST;
    for (const job of names) await this.takeAll(job);
  }

  private async takeAll(job: string): Promise<void> {
    const { ofOnePerson } = this.placesOf.get(job)!;
    while (!this.isClosing && this.hasRoom(job)) {
      this.waiting.delete(job);
      const taken = await this.inAPlace(job, () => this.store.take(job, ofOnePerson, this.timeouts.lockMs));
      if (!taken?.hasMore) return;
      this.waiting.add(job);
    }
  }

  /**
   * Runs the job in the background; then its place is free. The process looks for another job only if one may wait: the record of the job's
   * end usually says that none does.
   */
  private begin(taken: TakenJob): void {
    const { job, messageId } = taken;
    let othersWait = true;
    this.running.set(taken, job);
    this.work.begin({ job, messageId }, async () => {
      try {
        await this.run(taken, (wait) => (othersWait = wait));
      } finally {
        this.running.delete(taken);
        if (othersWait || this.waiting.has(job)) this.wake();
      }
    });
  }

  /**
   * Reserves a place, if one is free, while `take` gets a job, so that nothing else uses the place; begins the job there. Without a free
   * place `take` is called with false.
   */
  private async inAPlace(
    job: string,
    take: (hasRoom: boolean) => Promise<TakenJob | undefined>,
  ): Promise<TakenJob | undefined> {
    if (this.isClosing || !this.hasRoom(job)) return take(false);
    const place = Symbol(job);
    this.taking.set(place, job);
    try {
      const taken = await take(true);
      if (taken && this.isClosing) return void (await this.store.requeue(taken, 0));
      if (taken) this.begin(taken);
      return taken;
    } finally {
      this.taking.delete(place);
    }
  }

  private hasRoom(job: string): boolean {
    const busy = [...this.running.values(), ...this.taking.values()].filter((one) => one === job).length;
    return busy < (this.placesSet.get(job) ?? this.placesOf.get(job)!.places);
  }

  private async run(taken: TakenJob, ended: LongRun['ended']): Promise<void> {
    let outcome: JobOutcome;
    try {
      outcome = await this.runner.run(this.runnable(taken, ended));
    } catch (error) {
      if (error instanceof DelayedError || error instanceof WaitingError) return; // the runner has requeued it
      const pauseMs = this.runner.pauseAfter(taken.failures + 1);
      await this.requeue(taken, pauseMs, asAppError(error).code);
      return;
    }
    // When the job was handled in this run, the statement that recorded this has removed the job already.
    if (outcome !== 'handled' || !isOfOutbox(taken.messageId)) await this.store.remove(taken);
  }

  private async requeue(taken: TakenJob, pauseMs: number, failure?: AppError['code']): Promise<void> {
    await this.store.requeue(taken, pauseMs, failure);
    setTimeout(() => this.wake(), pauseMs).unref();
  }

  /** The job in the form in which a queue gives jobs to the runner. */
  private runnable(taken: TakenJob, ended: LongRun['ended']): RunnableJob {
    return {
      id: taken.messageId,
      name: taken.job,
      data: taken.payload,
      opts: taken.traceId === null ? {} : { telemetry: { metadata: taken.traceId } },
      attemptsStarted: taken.run,
      attemptsMade: taken.failures,
      stalledCounter: taken.deaths,
      failedReason: taken.errorCode ?? '',
      progress: taken.polls,
      longRun: { number: taken.run, ended },
      updateProgress: (polls) => this.store.countPoll(taken, Number(polls)),
      moveToDelayed: (timestamp) => this.requeue(taken, Math.max(0, timestamp - Date.now())),
      moveToWait: async () => {
        await this.requeue(taken, 0);
        return 0;
      },
    };
  }
}
