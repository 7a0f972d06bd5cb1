import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { centiCredits, TRAINING_PRESET_NAMES, TRAINING_PRESETS } from '@aisha/domain';
import { costOf, PRICED_ITEMS, QUOTE_VALID_MS } from './prices';
import { ORDER_KINDS } from './order-kinds';
import { lineOf } from './start-messages';
import { trainingItem } from '../training/training';
import { minutesOf, speechUnits } from '../transcription/transcription';

it.each([
  [0, 1],
  [6, 1],
  [6.4, 1],
  [6.5, 2],
  [59, 10],
  [60.04, 10],
  [60.5, 11],
  [4 * 3_600, 2_400],
])('%d seconds of speech are paid as %i units of six seconds', (seconds, units) =>
  expect(speechUnits(seconds)).toBe(units),
);

it.each([
  [3, 0, 15n],
  [3, 2, 5n],
  [3, 4, 0n],
])('%i units of which %i are free cost %i', (units, freeUnits, cost) =>
  expect(costOf(centiCredits(5), { units, freeUnits })).toBe(cost),
);

describe('the minutes of a recording', () => {
  it.each([
    [0, 1],
    [0.5, 1],
    [59, 1],
    [60, 1],
    [60.001, 2],
    [61, 2],
    [120, 2],
    [3_600, 60],
  ])('the minutes of a recording of %d seconds are %i', (seconds, minutes) => expect(minutesOf(seconds)).toBe(minutes));

  it('the minutes of a recording cover it, and less than one of them is unused', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 100_000, noNaN: true }), (seconds) => {
        expect(minutesOf(seconds) * 60).toBeGreaterThanOrEqual(seconds);
        expect((minutesOf(seconds) - 1) * 60).toBeLessThan(seconds);
      }),
    );
  });
});

describe('what has a price', () => {
  it.each(ORDER_KINDS)('the item that a message orders has a price: %s', (kind) => {
    const folder = path.join(__dirname, '..', kind, 'samples');
    const newest = readdirSync(folder).toSorted().at(-1)!;
    const [item, units] = lineOf(kind, JSON.parse(readFileSync(path.join(folder, newest), 'utf8')) as object);

    expect(PRICED_ITEMS.filter((priced) => priced === item)).toEqual([item]);
    expect(units).toBeGreaterThan(0);
  });

  it('each preset of a training has a priced item, and a longer one has more steps', () => {
    expect(TRAINING_PRESET_NAMES.map(trainingItem)).toEqual(['training.fast', 'training.balanced', 'training.best']);
    expect(TRAINING_PRESET_NAMES.map((name) => TRAINING_PRESETS[name].steps)).toEqual([1_000, 2_500, 4_000]);
  });

  it('a price is honoured for half an hour after it was shown', () => expect(QUOTE_VALID_MS).toBe(1_800_000));
});
