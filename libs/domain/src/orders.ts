import { move, type Moves } from './moves';

/** The life of an order, the same for every kind (design §3). `waiting` is at the provider; it holds no worker. */
export const ORDER_STATES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_MOVES: Moves<OrderState> = {
  queued: ['running', 'failed', 'cancelled'],
  running: ['waiting', 'queued', 'succeeded', 'failed', 'cancelled'],
  waiting: ['running', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
};

export const isFinished = (state: OrderState): boolean => ORDER_MOVES[state].length === 0;
export const moveOrder = (from: OrderState, to: OrderState): OrderState => move(ORDER_MOVES, from, to);
