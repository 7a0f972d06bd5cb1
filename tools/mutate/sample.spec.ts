import { describe, expect, it } from '@jest/globals';
import { sampleOf } from './sample.mts';

const ALL = Array.from({ length: 1_000 }, (_, index) => `mutant ${index}`);
const sample = (size: number, seed: string, all = ALL) => sampleOf(all, { size, seed }, (name) => name);

describe('a sample of mutants', () => {
  it('a sample of mutants is the same for the same seed, in whatever order the mutants come, and differs for another seed', () => {
    expect(sample(60, 'a')).toHaveLength(60);
    expect(sample(60, 'a', ALL.toReversed())).toEqual(sample(60, 'a'));
    expect(sample(60, 'b')).not.toEqual(sample(60, 'a'));
  });

  it('a sample of mutants starts with the smaller sample of the same seed', () => {
    expect(sample(90, 'a').slice(0, 60)).toEqual(sample(60, 'a'));
  });

  it('a sample of mutants has each mutant once when there are fewer than its size', () => {
    expect(sample(2_000, 'a').sort()).toEqual([...ALL].sort());
  });

  it('a sample of mutants has about as many from the first half of all mutants as from the second', () => {
    const ofTheFirstHalf = sample(500, 'a').filter((name) => ALL.indexOf(name) < 500);

    expect(ofTheFirstHalf.length).toBeGreaterThan(200);
    expect(ofTheFirstHalf.length).toBeLessThan(300);
  });
});
