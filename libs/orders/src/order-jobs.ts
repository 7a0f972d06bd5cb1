import { Inject, Injectable, type Type } from '@nestjs/common';
import type { CancelOrder, FinishAtProvider } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { JobContext, JobHandler, JobSetup } from '@aisha/messaging';
import type { Engine } from './engine';
import type { OrderReference } from './paid-work';

/** The engine of one kind, for handlers that only this kind has. */
export const engineOf = (kind: OrderKind): string => `orders.engine.${kind}`;

const startHandler = <Start extends OrderReference>(kind: OrderKind): Type<JobHandler<Start>> => {
  @Injectable()
  class StartOrderHandler implements JobHandler<Start> {
    readonly inOneTransaction = 'unsynced';
    constructor(@Inject(engineOf(kind)) private readonly engine: Engine<never, Start, never>) {}
    readonly handle = (start: Start, context: JobContext): Promise<void> => this.engine.start(start, context);
    readonly giveUp = (start: Start, error: AppError, tx: Transaction): Promise<void> =>
      this.engine.giveUpStart(start, error, tx);
  }
  return StartOrderHandler;
};

const finishHandler = (kind: OrderKind): Type<JobHandler<FinishAtProvider>> => {
  @Injectable()
  class FinishOrderHandler implements JobHandler<FinishAtProvider> {
    constructor(@Inject(engineOf(kind)) private readonly engine: Engine) {}
    readonly handle = (hint: FinishAtProvider): Promise<void> => this.engine.finish(hint);
    readonly isNeedless = (hint: FinishAtProvider, tx: Transaction): Promise<boolean> => this.engine.hasEnded(hint, tx);
  }
  return FinishOrderHandler;
};

const cancelHandler = (kind: OrderKind): Type<JobHandler<CancelOrder>> => {
  @Injectable()
  class CancelOrderHandler implements JobHandler<CancelOrder> {
    constructor(@Inject(engineOf(kind)) private readonly engine: Engine) {}
    readonly handle = (asked: CancelOrder, context: JobContext): Promise<void> => this.engine.cancel(asked, context);
    readonly giveUp = (asked: CancelOrder, _error: AppError, tx: Transaction): Promise<void> =>
      this.engine.giveUpCancel(asked, tx);
  }
  return CancelOrderHandler;
};

/** Copying a model of 350 MB keeps a process busy for minutes; a second one is copied beside it. */
const LONG_COLLECTION = { places: 2, ofOnePerson: 1 };

/** The time for a cancel that delivers what is done: most kinds join nothing, or a text. */
const CANCEL_MS = 30_000;

/** The jobs that begin and cancel orders of a kind with local work; `cancelMs` when joining what is done takes longer. */
export const localOrderJobs = <Kind extends OrderKind, Start extends OrderReference>(
  kind: Kind,
  { cancelMs = CANCEL_MS } = {},
) =>
  ({
    // The handler only writes a row; the dispatcher works from the rows.
    [`start-${kind}`]: { handler: startHandler<Start>(kind), attempts: 10, timeoutMs: 10_000 },
    [`cancel-${kind}`]: { handler: cancelHandler(kind), attempts: 5, timeoutMs: cancelMs },
  }) as Record<`start-${Kind}`, JobSetup<Start>> & Record<`cancel-${Kind}`, JobSetup<CancelOrder>>;

/** The same and the callback, for a kind that sends a request to a provider. */
export const remoteOrderJobs = <Kind extends OrderKind, Start extends OrderReference>(kind: Kind) =>
  ({
    ...localOrderJobs<Kind, Start>(kind),
    // Copying a result takes seconds, or minutes for a model. Few attempts: a poll follows in any case.
    [`finish-${kind}`]: {
      handler: finishHandler(kind),
      attempts: 3,
      timeoutMs: 360_000,
      ...(ORDER_KIND[kind].collectsLong && { long: LONG_COLLECTION }),
    },
  }) as Record<`start-${Kind}`, JobSetup<Start>> &
    Record<`cancel-${Kind}`, JobSetup<CancelOrder>> &
    Record<`finish-${Kind}`, JobSetup<FinishAtProvider>>;
