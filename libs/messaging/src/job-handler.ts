import type { AppError } from '@aisha/domain';
import type { Inbox, Jobs } from '@aisha/contracts';
import type { Type } from '@nestjs/common';
import type { Transaction } from '@aisha/database';

/** What a handler knows of the message besides what it carries. */
export interface JobContext {
  readonly messageId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the job's time is up or the process stops. */
  readonly signal: AbortSignal;

  /**
   * The message's database effects, exactly once: the work runs in one transaction with a row in `handled`. When another run of
   * the same message was first, the work is not run and undefined is returned. At most one call per message. `unsynced`: it need not
   * wait for the disk, because nothing is lost when it is done again after later messages: it only shows something, or enters a row that
   * is not there yet. Work that sends waits all the same.
   */
  once<T>(work: (tx: Transaction) => Promise<T>, options?: { readonly unsynced?: boolean }): Promise<T | undefined>;
}

/** Does one job. It may run twice for the same message; the second run must change nothing. */
export interface JobHandler<Data> {
  /** A property, not a method: parameters of methods are compared loosely and a handler of other data would compile. */
  readonly handle: (data: Data, context: JobContext) => Promise<void>;

  /**
   * Called in the transaction that puts the message on the dead-letter list, when attempts are exhausted or the error says that
   * trying again is useless: the order fails, the credits go back, the person is told.
   */
  readonly giveUp?: (data: Data, error: AppError, tx: Transaction) => Promise<void>;
}

export interface JobSetup<Data> {
  readonly handler: Type<JobHandler<Data>>;
  /** Runs at most, the first included. */
  readonly attempts: number;
  /** After it the signal aborts and the run counts as failed. */
  readonly timeoutMs: number;
}

export type Handlers<J extends Jobs> = { readonly [K in keyof J]: JobSetup<InstanceType<J[K]>> };

/** Jobs of one process at once. */
export interface Concurrency {
  readonly concurrency: number;
  /** Of those that take long (contracts, LONG_JOBS), besides the others; as many unless said. */
  readonly longConcurrency?: number;
}

/** An inbox with everything that answers it. */
export interface ServedInbox<J extends Jobs = Jobs> extends Required<Concurrency> {
  readonly inbox: Inbox<J>;
  readonly handlers: Handlers<J>;
}

/** Everything a process does. A job without a handler, or with a handler of other data, does not compile. */
export const serveInbox = <J extends Jobs>(
  inbox: Inbox<J>,
  { concurrency, longConcurrency = concurrency }: Concurrency,
  handlers: Handlers<J>,
): ServedInbox<J> => ({ inbox, concurrency, longConcurrency, handlers });
