import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AVATAR_MOVES, AVATAR_STATES, type AvatarState } from './avatars';
import { mayMove, move, statesBefore } from './moves';
import { isFinished, moveOrder, ORDER_MOVES, ORDER_STATES, type OrderState } from './orders';

/**
 * The table is written out a second time here, so that a move added or lost by accident is noticed. The rows are the states to leave, the
 * columns the states to enter, in the order of the states.
 */
const ORDER_TABLE: Record<OrderState, string> = {
  //          queued running waiting succeeded failed cancelled
  queued: /**/ '. x . x x x',
  running: /* */ 'x . x x x x',
  waiting: /* */ 'x x . x x x',
  succeeded: /**/ '. . . . . .',
  failed: /*  */ '. . . . . .',
  cancelled: /**/ '. . . . . .',
};
const AVATAR_TABLE: Record<AvatarState, string> = {
  //                  draft uploading ready training completed error cancelled
  draft: /*         */ '. x . . . . .',
  photos_uploading: /**/ 'x . x . . . .',
  ready_for_training: /**/ '. x . x . . .',
  training: /*      */ '. . . . x x x',
  completed: /*     */ '. . . . . . .',
  error: /*         */ '. x x x . . .',
  cancelled: /*     */ '. x x x . . .',
};

describe.each([
  ['an order', ORDER_MOVES, ORDER_STATES, ORDER_TABLE],
  ['an avatar', AVATAR_MOVES, AVATAR_STATES, AVATAR_TABLE],
] as [string, Record<string, readonly string[]>, readonly string[], Record<string, string>][])(
  'the states of %s',
  (_of, moves, states, table) => {
    const mayFollow = (from: string, to: string) => table[from]!.split(' ')[states.indexOf(to)] === 'x';

    it('states follow one another as the table says', () => {
      const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));
      expect(pairs.filter(([from, to]) => mayMove(moves, from, to))).toEqual(
        pairs.filter(([from, to]) => mayFollow(from, to)),
      );
    });

    it('a move leads to its state, or throws a RangeError when the table lacks it', () => {
      fc.assert(
        fc.property(fc.constantFrom(...states), fc.constantFrom(...states), (from, to) => {
          if (mayFollow(from, to)) expect(move(moves, from, to)).toBe(to);
          else expect(() => move(moves, from, to)).toThrow(RangeError);
        }),
      );
    });

    it.each(states)('the states before %s are those that may move to it', (to) =>
      expect(statesBefore(moves, to).toSorted()).toEqual(states.filter((from) => mayFollow(from, to)).toSorted()),
    );
  },
);

describe('an order', () => {
  it('an order is finished when it succeeded, failed or was cancelled', () => {
    expect(ORDER_STATES.filter(isFinished)).toEqual(['succeeded', 'failed', 'cancelled']);
  });

  it('an order moves by its own table', () => {
    expect(moveOrder('waiting', 'succeeded')).toBe('succeeded');
    expect(() => moveOrder('succeeded', 'failed')).toThrow(new RangeError('no move from succeeded to failed'));
  });

  it.each(ORDER_STATES)('an order can reach an end from %s', (state) => {
    const reached = new Set<OrderState>([state]);
    for (const from of reached) for (const to of ORDER_MOVES[from]) reached.add(to);
    expect([...reached].some(isFinished)).toBe(true);
  });
});
