import { describe, expect, it } from '@jest/globals';
import { busiestHour, partsFor, percentile } from './busiest-hour.mts';
import { limitsOf, needsOf } from './needs.mts';
import { orderTimes } from './pictures.mts';
import { assumed } from './service-times.mts';
import { shown } from './table.mts';

/** Habits with which a simulated hour is short: pictures alone, because an avatar takes a quarter of an hour. */
const PICTURES_ALONE = assumed({ trainings: 0, recordings: 0, screens: 0, 'training-to': 60, 'training-from': 30 });

const need = (people: number, part: string): number =>
  needsOf(people, assumed()).find((one) => one.part === part)?.value ?? Number.NaN;

describe('what a number of people need', () => {
  it('more people need more rows, files and dollars in proportion, and more slots in a smaller proportion, because all share them', () => {
    for (const part of ['rows written a month', 'new files a month', 'FAL and OpenAI a month'])
      expect(need(200_000, part) / need(100_000, part)).toBeCloseTo(2, 6);
    expect(need(10_000_000, 'slots at FAL')).toBeLessThan(100 * need(100_000, 'slots at FAL'));
  });

  it('a million people need more than the thirty calls a second of one bot, but no second database', () => {
    expect(limitsOf(1_000, assumed()).some((limit) => limit.includes('bots'))).toBe(false);
    expect(limitsOf(1_000_000, assumed()).some((limit) => limit.includes('bots'))).toBe(true);
    expect(limitsOf(1_000_000, assumed()).some((limit) => limit.includes('databases'))).toBe(false);
  });

  it('with the computed slots nine of ten pictures wait no longer than the goal; with a fifth fewer slots they wait longer', () => {
    const people = 200_000;
    const parts = partsFor(people, PICTURES_ALONE);
    const waits = (slots: number): number =>
      percentile(busiestHour(people, { ...parts, slots }, PICTURES_ALONE, 1).waits.slots, 90);
    expect(waits(parts.slots)).toBeLessThanOrEqual(PICTURES_ALONE['slot-wait']);
    expect(waits(Math.floor(parts.slots * 0.8))).toBeGreaterThan(PICTURES_ALONE['slot-wait']);
  });

  it('the simulation of an hour has the same result with the same seed, and another result with another seed', () => {
    const parts = partsFor(20_000, PICTURES_ALONE);
    const hour = (seed: number): number => {
      const { fromTapToPicture } = busiestHour(20_000, parts, PICTURES_ALONE, seed);
      return fromTapToPicture.reduce((sum, seconds) => sum + seconds, 0);
    };
    expect(hour(3)).toBe(hour(3));
    expect(hour(3)).not.toBe(hour(4));
  });

  it('three orders for two slots take as long in the simulation as a person would compute', () => {
    const times = orderTimes({ arrivals: [0, 1, 2], slots: 2, takes: 10, before: 1, after: 3 });
    expect(times).toEqual([14, 14, 22]); // the third order comes at 3, and waits until 11 for the slot of the first
  });

  it('numbers are shown with three significant digits at most, and a count below 100,000 whole', () => {
    expect(
      [
        { value: 107, unit: '' },
        { value: 8_580_000_000, unit: '' },
        { value: 1.41e15, unit: 'B' },
        { value: -1_500, unit: '$' },
        { value: 0.0297, unit: '/s' },
      ].map(shown),
    ).toEqual(['107', '8.58G', '1.41 PB', '−$1.5k', '0.0297/s']);
  });
});
