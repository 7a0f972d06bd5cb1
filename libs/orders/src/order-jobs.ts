import { Inject, Injectable, type Type } from '@nestjs/common';
import type { CancelOrder, FinishAtProvider, Inbox, Jobs, OperateOrder } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import { kindsOf, ORDER_KIND, type OrderKind, type OrderKindRecord } from '@aisha/kinds';
import type { Handlers, JobContext, JobHandler, JobSetup } from '@aisha/messaging';
import { DeleteResultHandler } from './delete-result.handler';
import { ForgetPersonHandler, ListPersonHandler } from './people';
import type { Engine } from './engine';
import { ORDERS, type Orders } from './orders';
import type { OrderReference } from './paid-work';

/** The token by which Nest injects the engine of one kind, for handlers that only this kind has. */
export const engineOf = (kind: OrderKind): string => `orders.engine.${kind}`;

const startHandler = (kind: OrderKind): Type<JobHandler<OrderReference>> => {
  @Injectable()
  class StartOrderHandler implements JobHandler<OrderReference> {
    readonly inOneTransaction = 'unsynced';
    constructor(@Inject(engineOf(kind)) private readonly engine: Engine) {}
    readonly handle = (start: OrderReference, context: JobContext): Promise<void> => this.engine.start(start, context);
    readonly giveUp = (start: OrderReference, error: AppError, tx: Transaction): Promise<void> =>
      this.engine.giveUpStart(start, error, tx);
  }
  return StartOrderHandler;
};

@Injectable()
class FinishOrderHandler implements JobHandler<FinishAtProvider> {
  constructor(@Inject(ORDERS) private readonly orders: Pick<Orders, 'of'>) {}
  readonly handle = (hint: FinishAtProvider): Promise<void> => this.orders.of(hint.kind).finish(hint);
  readonly isNeedless = (hint: FinishAtProvider, tx: Transaction): Promise<boolean> =>
    this.orders.of(hint.kind).hasEnded(hint, tx);
}

@Injectable()
class CancelOrderHandler implements JobHandler<CancelOrder> {
  constructor(@Inject(ORDERS) private readonly orders: Pick<Orders, 'of'>) {}
  readonly handle = (asked: CancelOrder, context: JobContext): Promise<void> =>
    this.orders.of(asked.kind).cancel(asked, context);
  readonly giveUp = (asked: CancelOrder, _error: AppError, tx: Transaction): Promise<void> =>
    this.orders.of(asked.kind).giveUpCancel(asked, tx);
}

@Injectable()
class OperateOrderHandler implements JobHandler<OperateOrder> {
  constructor(@Inject(ORDERS) private readonly orders: Pick<Orders, 'of'>) {}
  readonly handle = (asked: OperateOrder): Promise<void> => this.orders.of(asked.kind).operate(asked);
  readonly giveUp = (asked: OperateOrder, _error: AppError, tx: Transaction): Promise<void> =>
    this.orders.of(asked.kind).giveUpOperate(asked, tx);
}

/** Copying a model of 350 MB keeps a process busy for minutes; a second one is copied beside it. */
const LONG_COLLECTION = { places: 2, ofOnePerson: 1 };

/** The time for a cancel that delivers the finished part: most kinds join nothing, or a text. */
const CANCEL_MS = 30_000;

type OrderJob =
  | `start-${OrderKind}`
  | 'finish-order'
  | 'cancel-order'
  | 'operate-order'
  | 'delete-result'
  | 'list-person'
  | 'forget-person';

/**
 * The handlers of all messages that an app can be sent about orders of its kinds. `cancelMs`: how long a cancel may take, where joining the
 * finished part of an order needs more than `CANCEL_MS`.
 */
export const orderJobs = <J extends Jobs>(
  { receiver, jobs }: Inbox<J>,
  { cancelMs = CANCEL_MS } = {},
): Pick<Handlers<J>, OrderJob & keyof J> => {
  const kinds = kindsOf(receiver as OrderKindRecord['worker']);
  const handlers: Partial<Record<OrderJob, JobSetup<never>>> = {
    // Copying a result takes seconds, or minutes for a model. Few attempts: a poll follows in any case.
    'finish-order': {
      handler: FinishOrderHandler,
      attempts: 3,
      timeoutMs: 360_000,
      ...(kinds.some((kind) => ORDER_KIND[kind].collectsLong) && { long: LONG_COLLECTION }),
    },
    'cancel-order': { handler: CancelOrderHandler, attempts: 5, timeoutMs: cancelMs },
    'operate-order': { handler: OperateOrderHandler, attempts: 5, timeoutMs: cancelMs },
    'delete-result': { handler: DeleteResultHandler, attempts: 10, timeoutMs: 30_000 },
    // These jobs are long: a person may have thousands of rows and files. An erasure must end, so it has the most attempts.
    'list-person': { handler: ListPersonHandler, attempts: 5, timeoutMs: 300_000, long: { places: 1, ofOnePerson: 1 } },
    'forget-person': {
      handler: ForgetPersonHandler,
      attempts: 20,
      timeoutMs: 300_000,
      long: { places: 1, ofOnePerson: 1 },
    },
  };
  // The handler only writes a row; the dispatcher works from the rows.
  for (const kind of kinds)
    handlers[`start-${kind}`] = { handler: startHandler(kind), attempts: 10, timeoutMs: 10_000 };
  const known = Object.entries(handlers).filter(([job]) => job in jobs);
  return Object.fromEntries(known) as unknown as Pick<Handlers<J>, OrderJob & keyof J>;
};
