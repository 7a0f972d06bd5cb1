import type { Transaction } from '@aisha/database';
import { ACCOUNT_REFUSALS, type AppError, asAppError, type ErrorCode } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { LocalWork, type OrderReference, type Result, type Run } from './paid-work';

/** The tools that the pieces of an order need while a run works on them; closed when the run ends. */
export interface Workbench<P> {
  readonly pieces: readonly P[];
  /** Does one piece and keeps its result: the piece is then paid and never repeated. `isLast`: no run comes after this one. */
  readonly work: (piece: P, signal: AbortSignal, isLast: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Errors about our account at the provider, never about one piece: the order waits. */
const OF_ACCOUNT: readonly ErrorCode[] = ['provider-busy', ...ACCOUNT_REFUSALS];
const isOfPiece = ({ code }: AppError): boolean => !OF_ACCOUNT.includes(code);

/**
 * Work in pieces. Each piece is paid by itself and kept as soon as it is done, so a crash or a busy provider repeats none. If an order ends
 * early, what `join` makes of its finished pieces is delivered and charged.
 */
export abstract class PiecesWork<
  O extends PaidOrder,
  Start extends OrderReference,
  R extends Result,
  P,
> extends LocalWork<O, Start, R> {
  /** How many pieces of one order are worked on at the same time. */
  abstract readonly piecesAtOnce: number;

  /** Makes the order's pieces, or finds those of an earlier run. */
  abstract open(order: O, signal: AbortSignal): Promise<Workbench<P>>;

  abstract isDone(piece: P): boolean;

  /** Joins the finished pieces into a result; `reason` says why some are missing. Null if they make no result. */
  abstract join(order: O, reason: AppError | null): Promise<R | null>;

  /** The error for the person when all pieces are done and there is no result. */
  abstract readonly nothing: AppError;

  /** How many of the order's pieces are done, and how many there are. */
  abstract countDone(tx: Transaction, order: O): Promise<{ readonly done: number; readonly of: number }>;

  async asked(tx: Transaction, order: O): Promise<number> {
    const { done, of } = await this.countDone(tx, order);
    return of === 0 ? 0 : Math.ceil((order.units * done) / of);
  }

  async run(order: O, run: Run): Promise<R> {
    const bench = await this.open(order, run.signal);
    let missing: AppError | null = null;
    try {
      const failures = await this.workOff(bench, run);
      missing = failures[0] ?? null;
      if (missing && !(this.mayLack(missing, run) && failures.length === 1 && isOfPiece(missing))) throw missing;
    } finally {
      await bench.close();
    }
    run.signal.throwIfAborted(); // another process goes on with the order, and may have kept pieces that this one lacks
    const result = await this.join(order, missing);
    if (!result) throw missing ?? this.nothing;
    return result;
  }

  override salvage(order: O, reason: AppError): Promise<R | null> {
    return this.join(order, reason);
  }

  /**
   * Whether the result may lack a piece: in an order's last run, or when a kind that ends in parts paid three times for
   * the piece (decision 97).
   */
  private mayLack(failure: AppError | undefined, { isLast }: Run): boolean {
    const isUnreadable = failure?.code === 'provider-answer-unreadable' && !failure.mayRetry;
    return isLast || (isUnreadable && ORDER_KIND[this.kind].endsInParts);
  }

  /**
   * No further piece begins after the first failure, or after the second where the result may lack a piece: one failure may be a broken
   * piece, two mean that the provider is away. Pieces under way finish, because they are paid.
   */
  private async workOff({ pieces, work }: Workbench<P>, run: Run): Promise<AppError[]> {
    if (pieces.length === 0) return [];
    const { signal, stopping, progress } = run;
    const waiting = pieces.filter((piece) => !this.isDone(piece));
    let done = pieces.length - waiting.length;
    const failures: AppError[] = [];
    const bearable = (): number => (this.mayLack(failures[0], run) ? 2 : 1);
    const worker = async (): Promise<void> => {
      for (let piece = waiting.shift(); piece && failures.length < bearable(); piece = waiting.shift()) {
        try {
          signal.throwIfAborted();
          stopping.throwIfAborted();
          await work(piece, signal, run.isLast);
          done += 1;
          await progress(done / pieces.length);
        } catch (error) {
          failures.push(asAppError(error));
        }
      }
    };
    await progress(done / pieces.length);
    await Promise.all(Array.from({ length: this.piecesAtOnce }, worker));
    return failures;
  }
}
