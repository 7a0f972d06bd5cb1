import type { Message } from '@aisha/contracts';
import type { ProgressStep } from '@aisha/contracts/bot-gateway';
import type { Transaction, Database } from '@aisha/database';
import { AppError, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { CallReason } from '@aisha/providers';
import type { RemoteSubmission } from '@aisha/providers/ports';
import type { StoredObject } from '@aisha/storage';

/** The columns of a kind, without those every order has. */
export type OwnFields<O extends PaidOrder> = Omit<O, keyof PaidOrder>;

/** An order and its owner. The message that begins an order adds fields of its kind. */
export interface OrderReference {
  readonly orderId: OrderId;
  readonly userId: UserId;
}

/** The result of an order: its files are in our storage, its rows are not written yet. */
export interface Result {
  /** How many of the ordered units were made; these are charged. */
  readonly delivered: number;
  /** Why fewer units were made than ordered; null when all were made. */
  readonly reason: AppError | null;
}

/** The rows and messages of an order's end. */
export interface Kept<O extends PaidOrder> {
  /** The kind's own columns. */
  readonly fields?: Partial<OwnFields<O>>;
  /** Messages that are sent besides the one that delivers the result to the person. */
  readonly words?: readonly Message[];
}

/** The files and rows of a deleted result. The files go first, so that a row never forgets a file that still exists. */
export interface Deletion {
  readonly files: readonly StoredObject[];
  /** Every file under these prefixes is removed as well. */
  readonly prefixes?: readonly StoredObject[];
  /** Records that the files are gone. The order's row stays, because the receipt needs it. */
  readonly forget: (tx: Transaction) => Promise<void>;
}

/** The result of preparing an order. */
export interface Prepared<O extends PaidOrder> {
  /** The kind's own columns that record the preparation. */
  readonly fields: Partial<OwnFields<O>>;
  /**
   * The request that `submission` would return now, sent at once if a slot is free; null: the engine calls `submission`
   * when the order's turn comes.
   */
  readonly submission: RemoteSubmission | null;
}

/** The numbers by which the engine treats a kind. */
export interface Policy<O extends PaidOrder> {
  /** How many orders one process prepares at once, or runs at once when the work is local. */
  readonly atOnce: number;
  /** How many prepared orders may wait for a slot. Orders further back are prepared when their turn comes near. */
  readonly preparedAhead: number;
  /**
   * How often an order is submitted at most: we pay for the second submission and for every further one. For local work: how many processes
   * may die while they run the order, counted anew after each progress; from the third run on the order runs alone.
   */
  readonly attempts: number;
  /** After this time without a renewal another process takes the order. */
  readonly leaseMs: number;
  /** How long after its start a submission times out. */
  readonly deadlineMs: (order: O) => number;
  /** How long after its start an unanswered submission loses its slot; the order still waits for its deadline. */
  readonly unansweredSlotMs: number;
  /** Milliseconds from the start of a submission until it times out, if the provider has not confirmed it; absent: `deadlineMs`. */
  readonly unansweredDeadlineMs?: (order: O) => number;
  /**
   * How long the engine tries to collect a result whose files cannot be fetched completely, or to finish the last pieces of an order when
   * these fail.
   */
  readonly resultPatienceMs: number;
  /** How long the engine tries to collect a finished result while our storage is away; absent: `ORDER_PATIENCE_MS`. */
  readonly unkeptPatienceMs?: (order: O) => number;
  /** Interval between two polls of a submission of this age. */
  readonly pollMs: (sinceSubmitMs: number) => number;
  /**
   * How many units of an order of several requests are made; null for an order of a single request. Its card counts
   * them, and offers no cancel once all are made.
   */
  readonly made?: (order: O) => number | null;
  /**
   * The step that the card shows during a request other than the ordered one, whether that request waits or runs; null: the step where the
   * order stands.
   */
  readonly stepOf?: (order: O) => ProgressStep | null;
}

/** The policy of local work: one run does all of it, with time-outs of its own, so the engine has nothing to poll. */
export const localPolicy = {
  preparedAhead: 0,
  leaseMs: 30_000,
  deadlineMs: () => 0,
  unansweredSlotMs: 0,
  resultPatienceMs: 5 * 60_000,
  pollMs: () => 0,
} satisfies Partial<Policy<PaidOrder>>;

/**
 * A kind of paid work: the part the engine does not know. Every method may run twice for the same order; the engine
 * lets only one run take effect. Errors are AppErrors: a retryable error defers the order, any other ends it.
 */
export abstract class PaidWork<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  abstract readonly kind: OrderKind;
  abstract readonly entity: new () => O;
  abstract readonly policy: Policy<O>;

  /** The kind's columns of a new order, and how many units were ordered. */
  abstract row(tx: Transaction, start: Start): Promise<Pick<O, 'units'> & OwnFields<O>>;

  /** Why the order is refused; null if it is accepted. */
  abstract refusal(tx: Transaction, start: Start): Promise<ErrorCode | null>;

  /** Writes the kind's rows of the result, in the transaction that ends the order. */
  abstract keep(tx: Transaction, order: O, result: R): Promise<Kept<O>>;

  /**
   * How many of the ordered units providers have worked on, with or without a result: an order that cannot be given
   * away is charged for them.
   */
  abstract asked(tx: Transaction, order: O): Promise<number>;

  /**
   * How many units a cancel delivers and charges, as far as that is known in advance: the pictures already made; for a
   * kind that ends in parts, all units.
   */
  async deliveredIfCancelled(_tx: Transaction, order: O): Promise<number> {
    return ORDER_KIND[this.kind].endsInParts ? order.units : (this.policy.made?.(order) ?? 0);
  }

  /** Whether billing gives the first units of a day free of charge. */
  readonly hasFreeUnits: boolean = false;

  /** Gives back what `refusal` has taken for an order that then does not begin for another reason. */
  async notEntered(_tx: Transaction, _start: Start): Promise<void> {}

  /** Locks the rows of the kind that are no orders. Every transaction locks them before the order, so that two never deadlock. */
  async lock(_tx: Transaction, _order: OrderReference): Promise<void> {}

  /**
   * Called when the order has entered our queue. The process that accepts an order may prepare it at once: `prepare` then gets this very
   * object.
   */
  async entered(_tx: Transaction, _order: O, _start: Start): Promise<void> {}

  /** Called when the order ends with nothing delivered; there may be a result nevertheless. */
  async failed(_tx: Transaction, _order: O, _error: AppError, _result?: R): Promise<void> {}

  /**
   * SQL over the order's row `o`. Its text says why the result may not be shown, or is null; `withheld` decides by it. The engine reads it
   * in the statement that reads the row, because it asks before each collection and each delivery.
   */
  readonly shownUnless: string = 'NULL';

  /**
   * Why the result may not be shown any more; null: it may. Asked in the transaction that would deliver it, with the
   * value of `shownUnless` there.
   */
  async withheld(_tx: Transaction, _order: O, _shownUnless: string | null): Promise<AppError | null> {
    return null;
  }

  /**
   * Whether a whole result can be delivered by one statement: `lock` locks nothing, `keep` reads nothing and writes only at the end of the
   * transaction, and `withheld` holds back no result when `shownUnless` is null.
   */
  readonly deliversAtOnce: boolean = false;

  /** Columns that are cleared when an order ends: secrets, addresses, and results of its earlier requests. */
  forgotten(_order: O): Partial<OwnFields<O>> {
    return {};
  }

  /** Removes the files of a result whose order had ended before. */
  async discard(_order: O, _result: R): Promise<void> {}

  /**
   * The files and rows that a person can have deleted; null when the order is another person's, is under way, or has
   * none.
   */
  async filesOf(_database: Database, _order: OrderReference): Promise<Deletion | null> {
    return null;
  }

  /**
   * The files and rows of one part, by the kind's own word for it, such as the id of a picture. Null if the kind has no
   * such part.
   */
  async filesOfPart(_database: Database, _order: OrderReference, _part: string): Promise<Deletion | null> {
    return null;
  }

  /** The result of an order that ends early, with what the person is told about it; null if there is none. */
  async salvage(_order: O, _reason: AppError): Promise<R | null> {
    return null;
  }
}

/**
 * Work of requests to a provider, one or several after another. An order is prepared; each request is sent once, polled or called back, and
 * its result collected.
 */
export abstract class RemoteWork<O extends PaidOrder, Start extends OrderReference, R extends Result> extends PaidWork<
  O,
  Start,
  R
> {
  readonly shape = 'remote';

  /** Does what must be done before the request can be written. Takes no slot. */
  abstract prepare(order: O): Promise<Prepared<O>>;

  /** The request of a prepared order, in the provider's form. Null if the prepared files are gone: the engine prepares again. */
  abstract submission(order: O): Promise<RemoteSubmission | null>;

  /** Why we pay the provider for the present request: it makes what was ordered, unless the kind says otherwise. */
  reasonOf(_order: O): CallReason {
    return 'order';
  }

  /** The number up to which the provider's log counts the steps of the order; null if it counts none. */
  stepsInLog(_order: O): number | null {
    return null;
  }

  /** Copies the provider's result into our storage. `shownUnless`: its value when the provider was polled. */
  abstract collect(order: O, output: unknown, shownUnless: string | null): Promise<R>;

  /**
   * Called for an order of several requests, sent one after another (decision 65), when a request has ended: with the result so far, or
   * with an error. Gives the columns with which the next request is sent. Null if there is none: then the order ends, after an error with
   * the result of `salvage`.
   */
  next(_order: O, _ended: R | AppError): Partial<OwnFields<O>> | null {
    return null;
  }

  /**
   * Whether the next request, whose columns are in the row, makes more of what was ordered and takes a turn like a new
   * order (decision 74). Any other request keeps the turn of the order, and so goes before orders that came meanwhile.
   */
  takesTurn(_next: O): boolean {
    return false;
  }

  /** Whether an output belongs to the order's present request: a superseded request may end after its successor. */
  isOutputOf(_order: O, _output: unknown): boolean {
    return true;
  }

  /** One request covers all of the order, unless the kind says otherwise. */
  async asked(_tx: Transaction, order: O): Promise<number> {
    return order.submitStartedAt ? order.units : 0;
  }

  /** The error that the person is told when the provider failed. */
  explain(error: AppError, _order: O): AppError {
    return error;
  }
}

const TOLD_AS_FAILED: readonly ErrorCode[] = ['photos-refused', 'provider-answer-unreadable'];

/**
 * Replaces two errors by `provider-failed`, for an order without training photographs: that such photographs were refused, and that an answer
 * or a file stayed unreadable.
 */
export const asProviderFailed = (error: AppError): AppError =>
  TOLD_AS_FAILED.includes(error.code) ? new AppError('provider-failed', { facts: error.facts }) : error;

/**
 * Explains an error of an order that begins with a picture and has no idea. A refusal of the provider is about the picture and not about an
 * idea, and a model that made nothing has failed.
 */
export const asRefusedPicture = (error: AppError): AppError => {
  const { code, facts } = error;
  if (code !== 'prompt-refused') return asProviderFailed(error);
  const madeNothing = facts['errorType'] === 'no_media_generated';
  return new AppError(madeNothing ? 'provider-failed' : 'result-not-decent', { facts });
};

/** The context of a run of local work. */
export interface Run {
  /** Aborted when the lease is lost, the order ends, or the process stops and its grace has run out. */
  readonly signal: AbortSignal;
  /** Aborted as soon as the process is about to stop: a run then begins nothing that the next run can do. */
  readonly stopping: AbortSignal;
  /** Shows the person the progress, from 0 to 1. */
  readonly progress: (fraction: number) => Promise<void>;
  /** Set when the order has made no progress for as long as its kind allows: this run delivers what it can. */
  readonly isLast: boolean;
}

/**
 * Work that one run does as a whole in a process of the app: on this machine, or in pieces that it sends to providers. The next run
 * continues what a run leaves unfinished.
 */
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
