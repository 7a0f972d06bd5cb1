import { expect, it } from '@jest/globals';
import { speechSeconds } from './speech-seconds';

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
