import type { AppError } from '@aisha/domain';
import type { Inbox, Jobs } from '@aisha/contracts';
import type { Type } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { Places } from './long-job.store';

/** The handler's facts about a message besides its payload. */
export interface JobContext {
  readonly messageId: string;
  /** The number of the run; 1 for the first. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the job's time is up or the process stops. */
  readonly signal: AbortSignal;

  /**
   * Runs the message's database effects exactly once: in one transaction with a row in `handled`. If another run of the same message was
   * first, `once` skips the work and returns undefined. At most one call per message. With `unsynced` the commit does not wait for the disk:
   * for work that only shows something or adds a missing row, and so may be repeated after later messages. Work that sends messages still
   * waits for the disk.
   */
  once<T>(work: (tx: Transaction) => Promise<T>, options?: { readonly unsynced?: boolean }): Promise<T | undefined>;
}

/** Does one job. It may run twice for the same message; the second run must change nothing. */
export interface JobHandler<Data> {
  /** A property, not a method: TypeScript compares parameters of methods loosely, so a handler of other data would compile. */
  readonly handle: (data: Data, context: JobContext) => Promise<void>;

  /**
   * Set when the handler's first step is the call of `once`: the statement that begins that transaction also reads the
   * message. The value is the option that the handler gives to `once`. Most handlers of an order set it, because each
   * statement is a round trip of the order.
   */
  readonly inOneTransaction?: 'synced' | 'unsynced';

  /**
   * Runs in the transaction that makes the message a dead letter, when the attempts are used up or the error is final. The person learns
   * why; an order also fails, and its credits go back.
   */
  readonly giveUp?: (data: Data, error: AppError, tx: Transaction) => Promise<void>;

  /** Whether nothing is left to do for a message that is about to become a dead letter: if so, it does not become a dead letter. */
  readonly isNeedless?: (data: Data, tx: Transaction) => Promise<boolean>;
}

export interface JobSetup<Data> {
  readonly handler: Type<JobHandler<Data>>;
  /** The most runs, including the first. */
  readonly attempts: number;
  /** After this time the signal aborts and the run counts as failed. */
  readonly timeoutMs: number;
  /**
   * Set for a job that takes seconds or minutes: it waits in turns by person for one of the job's own places, and no
   * short job waits behind it.
   */
  readonly long?: Places;
}

export type Handlers<J extends Jobs> = { readonly [K in keyof J]: JobSetup<InstanceType<J[K]>> };

/** How many short jobs one process runs at once; long ones have places of their own. */
interface Concurrency {
  readonly concurrency: number;
}

/** An inbox with its handlers. */
export interface ServedInbox<J extends Jobs = Jobs> extends Concurrency {
  readonly inbox: Inbox<J>;
  readonly handlers: Handlers<J>;
}

/** An inbox together with the handlers of its jobs. Does not compile if a job has no handler, or a handler of other data. */
export const serveInbox = <J extends Jobs>(
  inbox: Inbox<J>,
  { concurrency }: Concurrency,
  handlers: Handlers<J>,
): ServedInbox<J> => ({ inbox, concurrency, handlers });
