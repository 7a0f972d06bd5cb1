import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { centiCredits, credits, formatCredits, partOf } from './credits';

describe('an amount of credits', () => {
  it.each([
    [0n, '0'],
    [1n, '0.01'],
    [5n, '0.05'],
    [10n, '0.1'],
    [50n, '0.5'],
    [99n, '0.99'],
    [100n, '1'],
    [105n, '1.05'],
    [1_250n, '12.5'],
    [10_000n, '100'],
    [-5n, '−0.05'],
    [-250n, '−2.5'],
    [-300n, '−3'],
    [123_456_789_012_345_678_901n, '1234567890123456789.01'],
  ])('an amount of credits of %s hundredths is shown as %s', (hundredths, shown) => {
    expect(formatCredits(centiCredits(hundredths))).toBe(shown);
    expect(formatCredits(centiCredits(hundredths), ',')).toBe(shown.replace('.', ','));
  });

  it('an amount of credits is shown without losing or adding a hundredth', () => {
    fc.assert(
      fc.property(fc.bigInt(), (hundredths) => {
        const [, sign, whole, decimals = ''] = /^(−?)(\d+)(?:\.(\d?[1-9]))?$/.exec(
          formatCredits(centiCredits(hundredths)),
        )!;
        const read = BigInt(whole!) * 100n + BigInt(decimals.padEnd(2, '0'));
        expect(sign ? -read : read).toBe(hundredths);
      }),
    );
  });

  it('a whole credit is a hundred hundredths', () => {
    expect([credits(0), credits(1), credits(300)]).toEqual([0n, 100n, 30_000n]);
  });
});

describe('the cost of a part', () => {
  it.each([
    [500n, 3, 4, 375n],
    [100n, 1, 3, 33n],
    [100n, 2, 3, 66n],
    [1n, 1, 2, 0n],
    [100n, 0, 4, 0n],
    [100n, 4, 4, 100n],
  ])('the part of a hold of %s for %i of %i delivered costs %s', (held, delivered, total, cost) =>
    expect(partOf(centiCredits(held), delivered, total)).toBe(cost),
  );

  const hold = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(centiCredits);
  const delivery = fc.integer({ min: 1, max: 1_000 }).chain((total) =>
    fc.record({
      total: fc.constant(total),
      delivered: fc.integer({ min: 0, max: total }),
    }),
  );

  it('the cost of a part is never more than the exact share, and less than a hundredth of a credit below it', () => {
    fc.assert(
      fc.property(hold, delivery, (held, { delivered, total }) => {
        const lost = held * BigInt(delivered) - partOf(held, delivered, total) * BigInt(total);
        expect(lost >= 0n && lost < BigInt(total)).toBe(true);
      }),
    );
  });

  it('the costs of a part and of the rest are together never more than the hold, and at most a hundredth of a credit less', () => {
    fc.assert(
      fc.property(hold, delivery, (held, { delivered, total }) => {
        const both = partOf(held, delivered, total) + partOf(held, total - delivered, total);
        expect(both <= held && both >= held - 1n).toBe(true);
      }),
    );
  });

  it.each([
    [-1, 4],
    [5, 4],
    [0, 0],
    [0.5, 1],
    [1, 1.5],
    [Number.NaN, 4],
  ])('the cost of %d delivered of %d is an error', (delivered, total) =>
    expect(() => partOf(credits(1), delivered, total)).toThrow(`delivered ${delivered} of ${total}`),
  );
});
