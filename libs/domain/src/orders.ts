import { HOUR_MS } from './durations';
import { move, type Moves } from './moves';

/** The states of an order, the same for every kind. A `waiting` order is at the provider and occupies no worker. */
export const ORDER_STATES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_MOVES: Moves<OrderState> = {
  // An order that ends between two requests moves to `succeeded` with what its earlier requests made.
  queued: ['running', 'succeeded', 'failed', 'cancelled'],
  running: ['waiting', 'queued', 'succeeded', 'failed', 'cancelled'],
  // An order moves back to `queued` when it goes on to its next request.
  waiting: ['running', 'queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
};

export const isFinished = (state: OrderState): boolean => ORDER_MOVES[state].length === 0;
export const OPEN_ORDER_STATES = ORDER_STATES.filter((state) => !isFinished(state));
export const moveOrder = (from: OrderState, to: OrderState): OrderState => move(ORDER_MOVES, from, to);

/** How long an order waits for an error to pass, in milliseconds; then it ends with the part that it has made, if any. */
export const ORDER_PATIENCE_MS = HOUR_MS;

/** The positions a person notices; between two of them a card does not change. */
export const TOLD_POSITIONS = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;
const LAST_TOLD = 10_000;

/** The position that a card shows for this many orders ahead: the nearest noticeable position that is not better than the true one. */
export const toldPosition = (ahead: number): number => TOLD_POSITIONS.find((told) => ahead <= told) ?? LAST_TOLD;
