import { describe, expect, it } from '@jest/globals';
import { estimate } from './estimate';

const atWork = (soFarSeconds: number, known: Partial<Parameters<typeof estimate>[0]> = {}) =>
  estimate({ soFarSeconds, usualSeconds: null, countedSecondsLeft: null, isAtWork: true, ...known });

describe('what a card says of the time', () => {
  it('a card shows no time while none is known', () => {
    expect(atWork(30)).toEqual({ fraction: null, secondsLeft: null });
  });

  it('a card shows the time by the count of the work itself rather than by other orders', () => {
    expect(atWork(300, { usualSeconds: 720, fraction: 0.8, countedSecondsLeft: 70.2 })).toEqual({
      fraction: 0.8,
      secondsLeft: 71,
    });
  });

  it('a card shows no bar under 5 %, whether by the work’s count or by time', () => {
    expect(atWork(2, { usualSeconds: 60 })).toEqual({ fraction: null, secondsLeft: 58 });
    expect(atWork(3, { usualSeconds: 60 })).toEqual({ fraction: 0.05, secondsLeft: 57 });
    expect(atWork(2, { fraction: 0.04 })).toEqual({ fraction: null, secondsLeft: null });
  });

  it('a card shows no time of other orders when the work counts its own progress and cannot tell its pace', () => {
    expect(atWork(3, { usualSeconds: 60, fraction: 0.5 })).toEqual({ fraction: 0.5, secondsLeft: null });
  });

  it('a bar on a card never shows more than 95 %, and disappears when the usual time is over', () => {
    expect(atWork(60, { fraction: 1, countedSecondsLeft: 0 })).toEqual({ fraction: 0.95, secondsLeft: null });
    expect(atWork(60, { usualSeconds: 60 })).toEqual({ fraction: null, secondsLeft: null });
  });

  it.each([
    ['by other orders', 119, { usualSeconds: 60 }, null],
    ['by other orders', 120, { usualSeconds: 60 }, 0],
    ['of quick work', 15, { usualSeconds: 1 }, null],
    ['of quick work', 16, { usualSeconds: 1 }, 0],
    ['of a count that stands still', 119, { fraction: 0.3, countedSecondsLeft: -59 }, null],
    ['of a count that stands still', 120, { fraction: 0.3, countedSecondsLeft: -60 }, 0],
  ])(
    'a card says “longer than usual” only when work is late by its whole usual time, and by 15 s at least (%s, after %d s)',
    (_by, soFar, known, secondsLeft) => {
      expect(atWork(soFar, known).secondsLeft).toBe(secondsLeft);
    },
  );
});
