import { describe, expect, it } from '@jest/globals';
import type { Print } from '../photo-check/analysis';
import { likenessOfShots } from './same-shot';

/** A print that differs from `printOf(0)` in this many bits, and in colour by this much. */
const printOf = (bits: number, colour = 0): Print => ({
  hash: ((1n << BigInt(bits)) - 1n).toString(16).padStart(16, '0'),
  colours: Array<number>(32).fill(colour),
});
const unlike = printOf(64, 100);
const shot = (print: Print, mirroredPrint: Print = unlike) => ({ print, mirroredPrint });

describe('two shots', () => {
  it.each([
    [0, 0, 'copy'],
    [4, 3.5, 'copy'],
    [5, 3.5, 'almost'],
    [10, 0, 'almost'],
    [11, 0, null],
    [0, 3.6, null],
  ] as const)(
    'two shots whose prints differ by %i bits and whose colours differ by %d are judged: %s',
    (bits, colour, likeness) => {
      expect(likenessOfShots(shot(printOf(bits, colour)), shot(printOf(0)))).toBe(likeness);
    },
  );

  it('two shots are copies when one is the mirror image of the other', () => {
    expect(likenessOfShots(shot(printOf(0)), shot(unlike, printOf(0)))).toBe('copy');
  });
});
