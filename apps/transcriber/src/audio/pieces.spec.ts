import { describe, expect, it } from '@jest/globals';
import { piecesOf, speechIn, speechSeconds, within } from './pieces';

describe('cutting a recording', () => {
  it('leaves a short one whole', () => {
    expect(piecesOf(119.5, [])).toEqual([{ startsAt: 0, endsAt: 119.5 }]);
  });

  it('ends a piece in the last pause before its limit', () => {
    const silences = [
      { startsAt: 30, endsAt: 31 },
      { startsAt: 86, endsAt: 88 },
      { startsAt: 110, endsAt: 112 },
      { startsAt: 125, endsAt: 126 },
    ];
    expect(piecesOf(200, silences)).toEqual([
      { startsAt: 0, endsAt: 111 },
      { startsAt: 111, endsAt: 200 },
    ]);
  });

  it('cuts at the limit without a pause, and has the words at the cut twice', () => {
    const pieces = piecesOf(300, []);
    expect(pieces).toEqual([
      { startsAt: 0, endsAt: 120 },
      { startsAt: 118.5, endsAt: 238.5 },
      { startsAt: 237, endsAt: 300 },
    ]);
  });

  it('leaves no crumb at the end', () => {
    expect(piecesOf(238.9, [])).toEqual([
      { startsAt: 0, endsAt: 120 },
      { startsAt: 118.5, endsAt: 238.9 },
    ]);
  });
});

describe('the sound of a recording', () => {
  const SILENCES = [
    { startsAt: 0, endsAt: 2 },
    { startsAt: 5, endsAt: 6 },
    { startsAt: 9, endsAt: 10 },
  ];

  it('is what lies between its silences', () => {
    expect(speechIn(10, SILENCES)).toEqual([
      { startsAt: 2, endsAt: 5 },
      { startsAt: 6, endsAt: 9 },
    ]);
  });

  it('is all of it when it has none', () => {
    expect(speechIn(10, [])).toEqual([{ startsAt: 0, endsAt: 10 }]);
  });

  it('of a piece is the part that lies in it', () => {
    expect(within({ startsAt: 4, endsAt: 7 }, speechIn(10, SILENCES))).toEqual([
      { startsAt: 4, endsAt: 5 },
      { startsAt: 6, endsAt: 7 },
    ]);
  });
});

const silences = [
  { startsAt: 2, endsAt: 4 },
  { startsAt: 9, endsAt: 12 },
];

it.each([
  ['the whole', [{ startsAt: 0, endsAt: 12 }], 7],
  ['a piece between silences', [{ startsAt: 4, endsAt: 9 }], 5],
  ['a piece that ends in a silence', [{ startsAt: 0, endsAt: 3 }], 2],
  ['a piece within a silence', [{ startsAt: 9.5, endsAt: 11 }], 0],
  [
    'pieces that are not neighbours',
    [
      { startsAt: 0, endsAt: 3 },
      { startsAt: 8, endsAt: 12 },
    ],
    3,
  ],
  ['nothing', [], 0],
])('speech in %s', (_of, stretches, seconds) => expect(speechSeconds(stretches, silences)).toBe(seconds));
