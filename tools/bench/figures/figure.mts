/** Where BullMQ's queues live. */
export type QueueHome = 'redis' | 'postgres';

export interface Baseline {
  readonly name: string;
  /** Whether the baseline is the least that the work can cost, or what a good engineer would ship. */
  readonly kind: 'lower bound' | 'shipped';
  /** The baseline's values, each measured right after ours in the same round. */
  readonly values: readonly number[];
}

/** Something measured or counted, with the baselines measured in the same run. */
export interface Figure {
  readonly name: string;
  /** The unit after each number: `ms`, `/min`, `statements`. */
  readonly unit: string;
  readonly values: readonly number[];
  readonly baselines?: readonly Baseline[];
  /** The goal in words, for the ratio to a baseline or for the number itself. */
  readonly goal?: string;
  /** Set when the goal is about the slowest percent: then the table shows the p99 too. */
  readonly isOfTheSlowest?: true;
  /** A note without which a reader would misunderstand the figure. */
  readonly note?: string;
}

/** A figure, the measure that it belongs to, and where the queues were while it was measured. */
export interface MeasuredFigure extends Figure {
  readonly measure: string;
  /** Undefined when the measure uses no queue. */
  readonly queue: QueueHome | undefined;
}
