/** Where BullMQ's queues live. */
export type QueueHome = 'redis' | 'postgres';

export interface Baseline {
  readonly name: string;
  /** The least that the work can cost, or what a good engineer would ship. */
  readonly kind: 'lower bound' | 'shipped';
  /** Each measured right after ours of the same place. */
  readonly values: readonly number[];
}

/** Something measured or counted, beside what it is compared with in the same run. */
export interface Figure {
  readonly name: string;
  /** The unit after each number: `ms`, `/min`, `statements`. */
  readonly unit: string;
  readonly values: readonly number[];
  readonly baselines?: readonly Baseline[];
  /** The goal, in the words of the ratio or of the number. */
  readonly goal?: string;
  /** The goal is one of the slowest of a hundred: the table tells the p99 too. */
  readonly isOfTheSlowest?: true;
  /** A note that a reader of the figure needs. */
  readonly note?: string;
}

/** A figure with the limits between which a reader may take it as unchanged. */
export interface MeasuredFigure extends Figure {
  readonly measure: string;
  /** Undefined: no queue has a part in it. */
  readonly queue: QueueHome | undefined;
}
