import { describe, expect, it } from '@jest/globals';
import { piecesOf } from './pieces';

describe('cutting a recording', () => {
  it('leaves a short one whole', () => {
    expect(piecesOf(599.5, [])).toEqual([{ startsAt: 0, endsAt: 599.5 }]);
  });

  it('ends a piece in the last pause before its limit', () => {
    const silences = [
      { startsAt: 300, endsAt: 301 },
      { startsAt: 560, endsAt: 562 },
      { startsAt: 590, endsAt: 592 },
      { startsAt: 605, endsAt: 606 },
    ];
    expect(piecesOf(900, silences)).toEqual([
      { startsAt: 0, endsAt: 591 },
      { startsAt: 591, endsAt: 900 },
    ]);
  });

  it('cuts at the limit without a pause, and loses no second', () => {
    const pieces = piecesOf(1500, []);
    expect(pieces).toEqual([
      { startsAt: 0, endsAt: 600 },
      { startsAt: 600, endsAt: 1200 },
      { startsAt: 1200, endsAt: 1500 },
    ]);
  });

  it('leaves no crumb at the end', () => {
    expect(piecesOf(1200.4, [])).toEqual([
      { startsAt: 0, endsAt: 600 },
      { startsAt: 600, endsAt: 1200.4 },
    ]);
  });
});
