import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { centiCredits, credits } from './credits';
import { judgePurchases, returnableUntil, RETURN_TERMS, type LivePurchase, type ReturnFacts } from './purchase-returns';

const NOW = new Date('2026-12-20T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);
const bought = (whole: number, days: number): LivePurchase => ({
  chargeId: `charge-${whole}-${days}`,
  credited: credits(whole),
  boughtAt: daysAgo(days),
});
const facts = (given: Partial<ReturnFacts> = {}): ReturnFacts => ({
  available: credits(0),
  debt: credits(0),
  given: credits(0),
  purchases: [],
  returnedAt: [],
  ...given,
});
const verdicts = (given: Partial<ReturnFacts>) => judgePurchases(facts(given), NOW).map(({ verdict }) => verdict);
const [{ withinDays, atMost, perDays }] = RETURN_TERMS;

describe('the rule of unused credits', () => {
  it('the rule of unused credits gives a purchase back while none of its credits is spent', () => {
    expect(verdicts({ available: credits(100), purchases: [bought(100, 1)] })).toEqual(['by-rule']);
    expect(verdicts({ available: centiCredits(9_999), purchases: [bought(100, 1)] })).toEqual(['spent-in-part']);
  });

  it('the rule of unused credits counts given credits as spent first, then older purchases', () => {
    // 250 credits were given by us, 100 and 300 were bought, and 340 spent: the given ones are gone, and 90 of the older purchase.
    const judged = judgePurchases(facts({ available: credits(310), purchases: [bought(300, 1), bought(100, 3)] }), NOW);

    expect(judged.map(({ verdict, unspent, spent }) => ({ verdict, unspent, spent }))).toEqual([
      { verdict: 'by-rule', unspent: credits(300), spent: credits(0) },
      { verdict: 'spent-in-part', unspent: credits(10), spent: credits(90) },
    ]);
  });

  it('the rule of unused credits says what the return of a spent purchase takes from other credits, and what it leaves owed', () => {
    const [, older] = judgePurchases(
      facts({ available: credits(60), purchases: [bought(50, 1), bought(100, 3)] }),
      NOW,
    );

    expect(older).toMatchObject({
      unspent: credits(10),
      spent: credits(90),
      fromOthers: credits(50),
      owed: credits(40),
    });
  });

  it('the rule of unused credits says that what a purchase gained is taken with it, and what of it will be owed', () => {
    const gained = { gained: credits(30) };

    // Of 30 gained and 100 bought credits none is spent; then the gained ones are; then 60 of the bought ones, too.
    const judged = [130, 100, 40].map(
      (available) =>
        judgePurchases(facts({ available: credits(available), purchases: [{ ...bought(100, 1), ...gained }] }), NOW)[0],
    );

    expect(judged).toMatchObject([
      { verdict: 'by-rule', spent: credits(0), fromOthers: credits(30), owed: credits(0) },
      { verdict: 'bonus-spent', spent: credits(0), fromOthers: credits(0), owed: credits(30) },
      { verdict: 'spent-in-part', spent: credits(60), fromOthers: credits(0), owed: credits(90) },
    ]);
  });

  it('the rule of unused credits gives a purchase back by rule only while its bonus can be taken from other credits, and keeps the terms of older purchases', () => {
    const withBonus = { ...bought(100, 1), gained: credits(30) };
    expect(verdicts({ available: credits(130), purchases: [withBonus] })).toEqual(['by-rule']);
    expect(verdicts({ available: centiCredits(12_999), purchases: [withBonus] })).toEqual(['bonus-spent']);
    // A later purchase has enough credits for the bonus of the older one, so that nothing stays owed.
    const two = [bought(50, 1), { ...withBonus, boughtAt: daysAgo(2) }];
    expect(verdicts({ available: credits(150), purchases: two })).toEqual(['by-rule', 'by-rule']);

    const boughtAt = new Date('2026-12-14T23:59:59Z');
    const older = facts({ available: credits(100), purchases: [{ ...withBonus, boughtAt }] });
    expect(judgePurchases(older, NOW)).toMatchObject([{ verdict: 'by-rule', owed: credits(30) }]);
  });

  it('the rule of unused credits never leaves a debt by rule for a purchase of these terms', () => {
    const amount = fc.bigInt({ min: 0n, max: 100_000n }).map(centiCredits);
    fc.assert(
      fc.property(amount, amount, fc.array(fc.tuple(amount, amount), { maxLength: 6 }), (available, given, amounts) => {
        const purchases = amounts.map(([credited, gained], n) => ({
          chargeId: `${n}`,
          credited,
          gained,
          boughtAt: daysAgo(1),
        }));
        for (const { verdict, owed } of judgePurchases(facts({ available, given, purchases }), NOW))
          if (verdict === 'by-rule') expect(owed).toBe(0n);
      }),
    );
  });

  it('the rule of unused credits counts credits given to other people as spent from purchases, even while other credits are left', () => {
    // 50 welcome and 100 bought credits, of which 50 were given away: 100 are there, but only 50 of the purchase.
    const [given] = judgePurchases(
      facts({ available: credits(100), given: credits(50), purchases: [bought(100, 1)] }),
      NOW,
    );

    expect(given).toMatchObject({ verdict: 'spent-in-part', unspent: credits(50), fromOthers: credits(50) });
    const two = { given: credits(50), purchases: [bought(300, 1), bought(100, 3)] };
    expect(verdicts({ available: credits(350), ...two })).toEqual(['by-rule', 'spent-in-part']);
    expect(verdicts({ available: credits(100), given: credits(900), purchases: [bought(100, 1)] })).toEqual([
      'spent-in-part',
    ]);
  });

  it('the rule of unused credits ends exactly when the days after the purchase are over', () => {
    const boughtAt = daysAgo(withinDays);
    const purchases = [{ chargeId: 'c', credited: credits(100), boughtAt }];
    const at = (moment: Date) => judgePurchases(facts({ available: credits(100), purchases }), moment)[0]?.verdict;

    expect(at(returnableUntil(boughtAt))).toBe('by-rule');
    expect(at(new Date(returnableUntil(boughtAt).getTime() + 1))).toBe('too-late');
  });

  it('the rule of unused credits limits how often a person may use it', () => {
    const given = { available: credits(100), purchases: [bought(100, 1)] };

    expect(verdicts({ ...given, returnedAt: Array(atMost).fill(daysAgo(perDays - 1)) })).toEqual(['too-often']);
    expect(verdicts({ ...given, returnedAt: Array(atMost).fill(daysAgo(perDays)) })).toEqual(['by-rule']);
  });

  it('the rule of unused credits gives nothing back to a person who owes', () => {
    expect(verdicts({ available: credits(100), debt: centiCredits(1), purchases: [bought(100, 1)] })).toEqual([
      'in-debt',
    ]);
  });

  it('the rule of unused credits never gives back more credits than are there, whatever was bought', () => {
    const amount = fc.bigInt({ min: 1n, max: 100_000n }).map(centiCredits);
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 6 }), (available, amounts) => {
        const purchases = amounts.map((credited, n) => ({ chargeId: `${n}`, credited, boughtAt: daysAgo(1) }));
        const judged = judgePurchases(facts({ available, purchases }), NOW);
        const back = judged.filter(({ verdict }) => verdict === 'by-rule');
        expect(back.reduce((sum, { credited }) => sum + credited, 0n)).toBeLessThanOrEqual(available);
        for (const { unspent, spent, fromOthers, owed, credited } of judged) {
          expect(unspent + spent).toBe(credited);
          expect(fromOthers + owed).toBe(spent);
          expect(unspent + fromOthers).toBeLessThanOrEqual(available);
        }
      }),
    );
  });
});
