import { randomBytes } from 'node:crypto';
import { parsePayload } from '@aisha/contracts';
import { isConnectionLost, takesNoWrites, type Database, type Schema } from '@aisha/database';
import { isForgotten } from '@aisha/database/people';
import { AppError, asAppError, ERROR_CODES, type ErrorCode } from '@aisha/domain';
import {
  addWorkFacts,
  backoffMs,
  errorFields,
  newId,
  tracedWork,
  withWorkFacts,
  type Logger,
  type UnitSpan,
} from '@aisha/platform';
import { E_CANCELED, Semaphore } from 'async-mutex';
import { DelayedError, WaitingError } from 'bullmq';
import { jobSeconds, jobsTotal, type JobOutcome } from './metrics';
import {
  ClaimedMessage,
  claimMessage,
  isOfOutbox,
  OncePerMessage,
  recordHandled,
  type RunFacts,
  writtenAt,
} from './once-per-message';
import type { QueuedJob } from './queue-driver';
import { GONE, ReferencedPayloads } from './referenced-payload';
import type { JobContext, JobHandler, JobSetup, ServedInbox } from './job-handler';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

/** The fields of a job that the runner needs. A job of the queue has them; a long job is given them. */
export type RunnableJob = Pick<
  QueuedJob,
  | 'id'
  | 'name'
  | 'data'
  | 'opts'
  | 'attemptsStarted'
  | 'attemptsMade'
  | 'stalledCounter'
  | 'failedReason'
  | 'progress'
  | 'updateProgress'
  | 'moveToDelayed'
  | 'moveToWait'
> &
  Partial<Pick<QueuedJob, 'token'>> &
  Pick<RunFacts, 'longRun'>;

/** Calls the handler of a job, inside Nest's interceptors and filters. */
type CallHandler = (job: string, data: object, context: JobContext) => Promise<void>;

/** The handlers of an inbox: `of` gives the one of a job, `call` calls it. */
interface CalledHandlers {
  readonly call: CallHandler;
  readonly of: (job: string) => JobHandler<object>;
}

/**
 * How often a message of a newer release is tried: for an hour in all, in which a rolling deploy brings that release
 * everywhere.
 */
const NEWER_RELEASE_POLLS = 20;
/** A job whose process has died this often runs alone: a further death is then certainly this job's fault. */
const ALONE_AFTER_STALLS = 2;
/**
 * A job is given up when its process has also died during three runs in which the job was alone; the jobs that ran beside it before are not
 * given up.
 */
const STALLED_AT_MOST = ALONE_AFTER_STALLS + 2;
/** How often the runner tries the handler's own clean-up; then it makes the message a dead letter without it. */
const GIVE_UP_ATTEMPTS = 5;
const DATABASE_AWAY_PAUSE_MS = 5_000;
/**
 * A job that loses its connection this often while Postgres answers others may cause that itself: from then on each
 * loss counts as a failed attempt. Ten times, 5 s apart, outlast a fail-over.
 */
const LOST_CONNECTIONS = 10;
/**
 * The size of the row by which the runner learns whether Postgres takes writes. A small row would tell nothing of a full disk: there is still
 * room for it in the pages that the table has.
 */
const OWN_WRITE_BYTES = 65_536;

const stopping = Symbol('stopping');
/** Thrown to roll back the row of `takesWrites`. */
const takenBack = Symbol('taken back');

/** Runs the jobs of one inbox: parses, skips handled messages, limits the time, records, retries, gives up. */
export class JobRunner {
  private readonly stop = new AbortController();
  /** Each running job has a place; a job that runs alone takes all places. */
  private readonly places: Semaphore;
  private all: number;
  private readonly database: Database;
  private readonly schema: Schema;
  private readonly payloads: ReferencedPayloads;

  constructor(
    private readonly served: ServedInbox,
    { database, schema }: { readonly database: Database; readonly schema: Schema },
    private readonly handlers: CalledHandlers,
    private readonly log: Logger,
    private readonly timeouts: MessagingTimeouts = MESSAGING_TIMEOUTS,
  ) {
    this.database = database;
    this.schema = schema;
    this.payloads = new ReferencedPayloads(database, schema);
    const long = Object.values(served.handlers).map((setup) => setup.long?.places ?? 0);
    this.all = long.reduce((sum, places) => sum + places, served.concurrency);
    this.places = new Semaphore(this.all);
  }

  /** Sets how many jobs run at once from now on, short and long ones together. */
  takes(all: number): void {
    const places = Math.max(1, all);
    if (places === this.all) return;
    this.places.setValue(this.places.getValue() + places - this.all);
    this.all = places;
    this.places.cancel(); // a job that waits for all the places asks again: the number it waits for may never be free again
  }

  /** Runs the work in a place, or alone in all places. The number of places may change while work waits for all of them. */
  private async inPlace<Result>(isAlone: boolean, work: () => Promise<Result>): Promise<Result> {
    const release = await this.placeFor(isAlone);
    try {
      return await work();
    } finally {
      release();
    }
  }

  private async placeFor(isAlone: boolean): Promise<() => void> {
    for (;;) {
      try {
        const [, release] = await this.places.acquire(isAlone ? this.all : 1);
        return release;
      } catch (error) {
        if (error !== E_CANCELED) throw error;
      }
    }
  }

  /** Stops the running jobs and requeues them; a stopped run is no failed attempt. */
  requeueAll(): void {
    this.stop.abort(stopping);
  }

  /** The pause before a retry: 1, 2, 4 … s, five minutes at most, half of it random so that many retries spread. */
  readonly pauseAfter = (attemptsMade: number): number => {
    const pause = backoffMs(attemptsMade, this.timeouts.retryFirstMs, this.timeouts.retryAtMostMs);
    return Math.round(pause / 2 + (Math.random() * pause) / 2); // whole: Postgres refuses fractions of a millisecond
  };

  /** Runs a job once. Throws to have it tried again. */
  async run(job: RunnableJob): Promise<JobOutcome> {
    const traceId = job.opts.telemetry?.metadata ?? newId<string>();
    return withWorkFacts({ traceId, job: job.name, messageId: job.id ?? '' }, () =>
      tracedWork(this.spanOf(job), async (note) => {
        const stopTimer = jobSeconds.startTimer({ job: this.labelOf(job.name) });
        try {
          const outcome = await this.runCounted(job);
          note({ 'aisha.outcome': outcome });
          return outcome;
        } finally {
          stopTimer();
        }
      }),
    );
  }

  private async runCounted(job: RunnableJob): Promise<JobOutcome> {
    const outcome = await this.runInOne(job);
    if (outcome) return this.count(job, outcome);
    const whole = await this.withPayload(job);
    return addWorkFacts(orderFacts(whole.data), async () => this.count(job, await this.runOnce(whole)));
  }

  /** The span of each run is a child of the span that sent the message: a retry is a sibling of the first run, and not its child. */
  private spanOf({ id = '', name, attemptsMade }: RunnableJob): UnitSpan {
    const job = this.labelOf(name);
    const facts = { 'messaging.message.id': id, 'aisha.job': job, 'aisha.attempt': attemptsMade + 1 };
    return { name: `process ${job}`, kind: 'consumer', ofMessage: id, facts };
  }

  /** The job with its payload, from the queue or from the sender's outbox. */
  private async withPayload(job: RunnableJob): Promise<RunnableJob> {
    try {
      const data = await this.payloads.of(job);
      return withData(job, data);
    } catch (error) {
      this.log.failed('job.deferred', error);
      return this.defer(job, DATABASE_AWAY_PAUSE_MS);
    }
  }

  private async runOnce(job: RunnableJob): Promise<JobOutcome> {
    const isFirst = this.isFirstRun(job);
    // A message without an outbox is a hint and may come twice: we record nothing.
    const isRemembered = isOfOutbox(job.id ?? '');
    if (isRemembered && !isFirst && (await this.wasHandled(job))) return 'repeated';
    const attempt = job.attemptsMade + 1;
    if (job.data === GONE && isFirst && (await this.wasHandled(job))) return 'repeated';
    if (isForgotten(job.data)) return this.passOver(job);
    const payload = this.read(job);
    if (payload instanceof AppError) {
      return payload.mayRetry ? this.leaveForNewerRelease(job, payload) : this.giveUp(job, attempt, payload);
    }
    const setup = this.served.handlers[job.name]!;
    const { attempts } = setup;
    if (attempt > attempts) return this.giveUp(job, attempt, lastErrorOf(job), payload);
    if (job.stalledCounter > STALLED_AT_MOST) {
      return this.giveUp(job, attempt, new AppError('unexpected', { facts: { stalled: job.stalledCounter } }), payload);
    }
    try {
      const isAlone = job.stalledCounter >= ALONE_AFTER_STALLS;
      await this.inPlace(isAlone, () => this.handle(job, payload, setup, attempt));
      return 'handled';
    } catch (error) {
      return this.failed(job, error, { payload, attempt, isFirst });
    }
  }

  /**
   * Handles the first run of a message whose handler writes in one transaction, which begins with the statement that claims and reads the
   * message. Undefined for any other run, and when the message cannot be read or was handled before: the caller then reads it separately.
   */
  private async runInOne(job: RunnableJob): Promise<JobOutcome | undefined> {
    const setup = this.served.handlers[job.name];
    const inOutbox = this.payloads.inOutbox(job);
    if (!setup || inOutbox === undefined || !this.isFirstRun(job)) return undefined;
    const { inOneTransaction } = this.handlers.of(job.name);
    if (!inOneTransaction) return undefined;
    const message = { messageId: job.id ?? '', job: job.name };
    let whole: { readonly job: RunnableJob; readonly payload: object } | undefined;
    try {
      return await this.inPlace(false, async () => {
        const unsynced = inOneTransaction === 'unsynced';
        const found = await ClaimedMessage.open(this.database, this.schema, message, { inOutbox, unsynced });
        if (!found) return undefined;
        const { claim } = found;
        try {
          if (isForgotten(found.payload)) return undefined;
          const read = withData(job, found.payload);
          const payload = this.read(read);
          if (payload instanceof AppError) return undefined;
          whole = { job: read, payload };
          await addWorkFacts(orderFacts(payload), () => this.handle(read, payload, setup, 1, claim));
          return 'handled';
        } finally {
          await claim.drop();
        }
      });
    } catch (error) {
      if (!whole) return undefined;
      const { payload } = whole;
      return addWorkFacts(orderFacts(payload), () =>
        this.failed(whole!.job, error, { payload, attempt: 1, isFirst: true }),
      );
    }
  }

  private async failed(
    job: RunnableJob,
    error: unknown,
    { payload, attempt, isFirst }: { readonly payload: object; readonly attempt: number; readonly isFirst: boolean },
  ): Promise<JobOutcome> {
    const { attempts } = this.served.handlers[job.name]!;
    if (error === stopping) return this.requeue(job);
    await this.deferIfDatabaseLost(job, error);
    if (isFirst && (await this.wasHandled(job))) return 'repeated'; // checked in here: a database outage must not cost an attempt
    const failure = asAppError(error);
    if (!failure.mayRetry || attempt === attempts) return this.giveUp(job, attempt, failure, payload);
    this.log.failed('job.failed', failure, { attempt, attempts });
    this.count(job, 'failed');
    // A new error: the queue stores its text, which must be the code and nothing else.
    throw new AppError(failure.code);
  }

  /** Records as handled a message about a person who is forgotten: there is nothing left to do, and nothing for an operator to decide. */
  private async passOver(job: RunnableJob): Promise<JobOutcome> {
    const message = { messageId: job.id ?? '', job: job.name, longRun: job.longRun };
    try {
      await recordHandled(this.database, this.schema, message);
    } catch (error) {
      this.log.failed('job.deferred', error);
      return this.defer(job, DATABASE_AWAY_PAUSE_MS);
    }
    return 'needless';
  }

  /** The payload, or why it is unreadable: `message-unknown` if a newer release sent it, else `message-unreadable`. */
  private read(job: RunnableJob): object | AppError {
    // A message that was handled does not get here, and its sender deletes only handled messages: so this one is lost.
    if (job.data === GONE) return new AppError('message-unreadable', { facts: { isGone: true } });
    const payloadClass = this.served.inbox.jobs[job.name];
    if (!payloadClass) return new AppError('message-unknown', { facts: { job: job.name } });
    try {
      return parsePayload<object>(payloadClass, job.data);
    } catch (error) {
      return asAppError(error);
    }
  }

  private async handle(
    job: RunnableJob,
    payload: object,
    { attempts, timeoutMs }: JobSetup<never>,
    attempt: number,
    claim?: ClaimedMessage,
  ): Promise<void> {
    const message = { messageId: job.id ?? '', job: job.name, longRun: job.longRun };
    const isLastAttempt = attempt === attempts;

    const timeUp = new AbortController();
    const signal = AbortSignal.any([timeUp.signal, this.stop.signal]);
    signal.throwIfAborted(); // the process stopped while the job waited for its place
    const context = new OncePerMessage(
      this.database,
      this.schema,
      { ...message, attempt, isLastAttempt, signal },
      claim,
    );
    const timer = setTimeout(() => timeUp.abort(new AppError('took-too-long', { facts: { timeoutMs } })), timeoutMs);
    try {
      await unlessAborted(signal, this.handlers.call(job.name, payload, context));
    } finally {
      clearTimeout(timer);
    }
    if (!context.isRecorded && claim) await claim.run(() => Promise.resolve());
    else if (!context.isRecorded && isOfOutbox(message.messageId))
      await recordHandled(this.database, this.schema, message);
    this.log.debug('job.handled', { attempt });
  }

  /**
   * Puts the message off until a newer release reads it, for an hour in all; then it is given up. Waiting is no attempt: the release that
   * can read the message has all of its own attempts. The first pauses are short, because a replica of that release often runs already; the
   * later ones are long.
   */
  private async leaveForNewerRelease(job: RunnableJob, unknown: AppError): Promise<JobOutcome> {
    const poll = Number(job.progress) + 1;
    if (poll >= NEWER_RELEASE_POLLS) return this.giveUp(job, poll, unknown);
    this.log.failed('job.unknown', unknown, { poll, polls: NEWER_RELEASE_POLLS });
    this.count(job, 'failed');
    await job.updateProgress(poll);
    const { newerReleaseFirstMs, newerReleaseAtMostMs } = this.timeouts;
    return this.defer(job, backoffMs(poll, newerReleaseFirstMs, newerReleaseAtMostMs));
  }

  /**
   * Makes the message a dead letter, unless nothing is left to do for it. If it can be read, its handler cleans up in the same transaction,
   * until that has failed too often (`GIVE_UP_ATTEMPTS`).
   */
  private async giveUp(job: RunnableJob, attempt: number, error: AppError, payload?: object): Promise<JobOutcome> {
    const attempts = this.served.handlers[job.name]?.attempts ?? 0;
    const cleanUp = attempt <= attempts + GIVE_UP_ATTEMPTS;
    try {
      const outcome = await this.database.transaction<JobOutcome>(async (tx) => {
        if (!(await claimMessage(tx, this.schema, { messageId: job.id ?? '', job: job.name }))) return 'repeated';
        if (payload && (await this.handlers.of(job.name).isNeedless?.(payload, tx))) return 'needless';
        await tx.query(
          `INSERT INTO ${this.schema}.dead_letter (message_id, job, payload, code, facts, attempts)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [
            job.id,
            job.name,
            JSON.stringify(job.data === GONE ? null : (job.data ?? null)),
            error.code,
            JSON.stringify(error.facts),
            attempt,
          ],
        );
        if (cleanUp && payload) await this.handlers.of(job.name).giveUp?.(payload, error, tx);
        return 'dead';
      });
      if (outcome !== 'dead') return outcome;
      // Whoever caused the error, an operator has to decide about the message.
      this.log.error('job.dead', { ...errorFields(error), attempt, cleanUp });
      return 'dead';
    } catch (failure) {
      await this.deferIfDatabaseLost(job, failure);
      this.log.failed('job.give-up-failed', failure, { attempt, code: error.code });
      throw new AppError(error.code);
    }
  }

  /**
   * Whether this is certainly the first run, so that the runner need not query `handled`: the message was written a moment ago, and
   * the sweep has not published it again. If the answer is wrong, `once` still applies the effects once.
   */
  private isFirstRun({ id = '', attemptsStarted, stalledCounter }: RunnableJob): boolean {
    return attemptsStarted === 1 && stalledCounter === 0 && Date.now() - writtenAt(id) < this.timeouts.repeatAfterMs;
  }

  private async wasHandled(job: RunnableJob): Promise<boolean> {
    try {
      const found: unknown[] = await this.database.read.query(
        `SELECT 1 FROM ${this.schema}.handled WHERE message_id = $1`,
        [job.id],
      );
      return found.length > 0;
    } catch (error) {
      // Our own database is down: the job loses no attempt by that.
      this.log.failed('job.deferred', error);
      return this.defer(job, DATABASE_AWAY_PAUSE_MS);
    }
  }

  /**
   * Puts off a job that lost the connection to our own database, or whose writes fail because the database refuses all writes. The run
   * counts as no attempt, unless that has happened more than `LOST_CONNECTIONS` times while Postgres took a write of the runner: the job's
   * own sort can fill the disk, and its own transaction can be read only. While no write is taken, the pauses grow: a job that asks
   * somebody else before it writes asks in each run.
   */
  private async deferIfDatabaseLost(job: RunnableJob, error: unknown): Promise<void> {
    if (!isConnectionLost(error instanceof AppError && error.code !== 'unexpected' ? undefined : error)) return;
    const takesWrites = await this.takesWrites();
    if (takesWrites) {
      const lost = Number(job.progress) + 1;
      if (lost > LOST_CONNECTIONS) return;
      await job.updateProgress(lost);
    }
    this.log.failed('job.deferred', error);
    const runs = !takesWrites && takesNoWrites(error) ? job.attemptsStarted : 1;
    await this.defer(job, backoffMs(runs, DATABASE_AWAY_PAUSE_MS, this.timeouts.retryAtMostMs));
  }

  private async takesWrites(): Promise<boolean> {
    const row = [newId(), randomBytes(OWN_WRITE_BYTES).toString('base64')];
    return this.database
      .transaction<boolean>(async (tx) => {
        await tx.query(`INSERT INTO ${this.schema}.handled (message_id, job) VALUES ($1, $2)`, row);
        throw takenBack;
      })
      .catch((error: unknown) => error === takenBack);
  }

  private async defer(job: RunnableJob, pauseMs: number): Promise<never> {
    await job.moveToDelayed(Date.now() + pauseMs, job.token);
    throw new DelayedError();
  }

  private async requeue(job: RunnableJob): Promise<never> {
    this.log.info('job.requeued');
    await job.moveToWait(job.token);
    throw new WaitingError();
  }

  private count(job: RunnableJob, outcome: JobOutcome): JobOutcome {
    jobsTotal.inc({ job: this.labelOf(job.name), outcome });
    return outcome;
  }

  /** The label for a job: its name if the inbox has it, because names come from the queue. */
  private labelOf(job: string): string {
    return this.served.handlers[job] ? job : 'unknown';
  }
}

/** Settles with the work, or rejects when the signal aborts. The work may go on after that: `once` guards its effects. */
async function unlessAborted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
    work.catch(() => {}); // an aborted run may still fail; its error is ignored
  }
}

const withData = (job: RunnableJob, data: unknown): RunnableJob =>
  data === job.data ? job : (Object.create(job, { data: { value: data } }) as RunnableJob);

const lastErrorOf = (job: RunnableJob): AppError => {
  const code = job.failedReason ?? '';
  return new AppError(code in ERROR_CODES ? (code as ErrorCode) : 'unexpected');
};

const orderFacts = (payload: unknown): { orderId?: string; userId?: string } => {
  const { orderId, userId } = (payload ?? {}) as Record<string, unknown>;
  return {
    ...(typeof orderId === 'string' ? { orderId } : {}),
    ...(typeof userId === 'string' ? { userId } : {}),
  };
};
