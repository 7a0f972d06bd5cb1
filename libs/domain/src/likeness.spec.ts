import { describe, expect, it } from '@jest/globals';
import { likenessOf, likenessWord, MAX_ALIKE_DISTANCE } from './likeness';

describe('likeness', () => {
  it.each([
    [0.08, 100],
    [0.34, 91],
    [0.5, 56],
    [0.6, 33],
    [0.76, 0],
    [1.2, 0],
  ])('likeness of a face %f away from the middle of the set is %i', (distance, expected) => {
    expect(likenessOf(distance)).toBe(expected);
  });

  it.each([
    [0.5, 'alike'],
    [0.503, 'partly'],
    [0.594, 'partly'],
    [0.596, 'unlike'],
  ] as const)('likeness of a face %f away is said as «%s»', (distance, word) => {
    expect(likenessWord(distance)).toBe(word);
  });

  it('a face is alike up to MAX_ALIKE_DISTANCE, and partly alike just beyond it', () => {
    expect(likenessWord(MAX_ALIKE_DISTANCE - 1e-9)).toBe('alike');
    expect(likenessWord(MAX_ALIKE_DISTANCE + 1e-9)).toBe('partly');
  });
});
