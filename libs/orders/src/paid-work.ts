import type { Message } from '@aisha/contracts';
import type { PaidOrder, Transaction } from '@aisha/database';
import type { AppError, ErrorCode, OrderId, OrderKind, UserId } from '@aisha/domain';
import type { FalSubmission } from '@aisha/providers/fal';

/** The columns a kind has besides those of every order. */
export type OwnFields<O extends PaidOrder> = Omit<O, keyof PaidOrder>;

/** Whose and which order; what begins one has this and the kind's own fields. */
export interface OrderReference {
  readonly orderId: OrderId;
  readonly userId: UserId;
}

/** What came of an order: its files are in our storage, its rows are still to be written. */
export interface Result {
  /** Of the units that were ordered; charged. */
  readonly delivered: number;
  /** Why there are fewer than were ordered; null when all are there. */
  readonly reason: AppError | null;
}

/** What of a result is written with the end of its order. */
export interface Kept<O extends PaidOrder> {
  /** The kind's own columns. */
  readonly fields?: Partial<OwnFields<O>>;
  /** What the person is sent. */
  readonly words: readonly Message[];
}

/** What preparing an order has made. */
export interface Prepared<O extends PaidOrder> {
  /** The kind's own columns that say so. */
  readonly fields: Partial<OwnFields<O>>;
  /** The request as `submission` would write it now, sent at once when a slot is free; null: it is asked for in its turn. */
  readonly submission: FalSubmission | null;
}

/** The numbers by which the engine treats a kind. */
export interface Policy<O extends PaidOrder> {
  /** Orders one process works on at once before they are submitted: prepares, or runs when the work is local. */
  readonly atOnce: number;
  /** Prepared orders that may wait for a slot; what stands further back is prepared when its turn comes near. */
  readonly preparedAhead: number;
  /** Submissions, or runs of local work, at most. From the second on a submission is at our cost. */
  readonly attempts: number;
  /** After a process that holds an order was last heard of, another takes it. */
  readonly leaseMs: number;
  /** From a submission to the moment it has timed out. */
  readonly deadlineMs: (order: O) => number;
  /** What such an order usually takes; used until recent ones tell, and null when nothing honest can be said before. */
  readonly usualSeconds: (order: O) => number | null;
  /** The slot of a submission that was never answered is freed after this, while the order still waits for its deadline. */
  readonly unansweredSlotMs: number;
  /** Between two polls of a submission that was sent so long ago. */
  readonly pollMs: (sinceSubmitMs: number) => number;
  /** Orders with the same value of this column take alike long. */
  readonly alikeBy?: keyof OwnFields<O> & string;
}

/**
 * One kind of paid work: what the engine does not know of it. Every method may run twice for the same order; the engine sees to it
 * that only one run has an effect. Errors are AppErrors: those that may be retried defer the order, the others end it.
 */
export abstract class PaidWork<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  abstract readonly kind: OrderKind;
  abstract readonly entity: new () => O;
  abstract readonly policy: Policy<O>;

  /** The kind's columns of a new order, and how many units were ordered. */
  abstract row(tx: Transaction, start: Start): Promise<Pick<O, 'units'> & OwnFields<O>>;

  /** Why the order is not taken; null when it is. */
  abstract refusal(tx: Transaction, start: Start): Promise<ErrorCode | null>;

  /** Writes the kind's rows of what was made; one transaction with the end of the order. */
  abstract keep(tx: Transaction, order: O, result: R): Promise<Kept<O>>;

  /** Locks what else the kind changes; always before the order, so that no two transactions wait for each other. */
  async lock(_tx: Transaction, _order: OrderReference): Promise<void> {}

  /** The order has entered our queue. */
  async entered(_tx: Transaction, _order: O): Promise<void> {}

  /** The order ends with nothing delivered. */
  async failed(_tx: Transaction, _order: O, _error: AppError): Promise<void> {}

  /** The kind's columns that no order keeps beyond its end: secrets and addresses. */
  forgotten(): Partial<OwnFields<O>> {
    return {};
  }

  /** Removes the files of a result whose order had ended before. */
  async discard(_order: O, _result: R): Promise<void> {}

  /** What is worth delivering of an order that ends early; null when nothing is. */
  async salvage(_order: O): Promise<R | null> {
    return null;
  }
}

/** Work that is one request to a provider: prepared, sent once, polled or called back, collected. */
export abstract class RemoteWork<O extends PaidOrder, Start extends OrderReference, R extends Result> extends PaidWork<
  O,
  Start,
  R
> {
  readonly shape = 'remote';

  /** Does what must be done before the request can be written. Costs no slot. */
  abstract prepare(order: O): Promise<Prepared<O>>;

  /** An order prepared earlier, in the provider's words; null when what was prepared is no longer there: it is prepared once more. */
  abstract submission(order: O): Promise<FalSubmission | null>;

  /** Copies what the provider made into our storage. */
  abstract collect(order: O, output: unknown): Promise<R>;

  /** What the person is told when the provider failed. */
  explain(error: AppError): AppError {
    return error;
  }
}

/** What a run of local work is given. */
export interface Run {
  /** Aborted when the process stops, the lease is lost or the order ends. */
  readonly signal: AbortSignal;
  /** Tells the person how far it is, from 0 to 1. */
  readonly progress: (fraction: number) => Promise<void>;
}

/** Work done on this machine: a child process, or a container. What a run leaves unfinished, the next one continues. */
export abstract class LocalWork<O extends PaidOrder, Start extends OrderReference, R extends Result> extends PaidWork<
  O,
  Start,
  R
> {
  readonly shape = 'local';

  abstract run(order: O, run: Run): Promise<R>;
}

export type AnyWork<
  O extends PaidOrder = PaidOrder,
  Start extends OrderReference = OrderReference,
  R extends Result = Result,
> = RemoteWork<O, Start, R> | LocalWork<O, Start, R>;
