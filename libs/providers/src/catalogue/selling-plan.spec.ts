import { describe, expect, it } from '@jest/globals';
import { centiCredits, credits, PACKS } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { leastStarsOfCredit, newlyBelowCost, soldBelowCost, type SellingPlan, type UnitCosts } from '.';

const NOW = new Date('2026-12-01Z');
const LATER = new Date('2026-12-10Z');
const LAST = new Date('2026-12-20Z');
const LONG_AGO = new Date('2026-11-01Z');
const TERMS = { margin: 1, dollarsOfStar: 0.01 };
/** A picture costs us three cents, which 2.31 credits of 1.3 Stars each bring. */
const COSTS = { picture: { dollars: 0.03, model: 'acme/draw' } } as unknown as UnitCosts;

const picture = (amount: number, validFrom = LONG_AGO) => ({
  item: 'picture' as PricedItem,
  amount: centiCredits(amount),
  validFrom,
});
const first = PACKS.map((pack) => ({ ...pack, validFrom: LONG_AGO, retiredAt: null }));
const PLAN: SellingPlan = { prices: [picture(300)], packs: first, plans: [], discounts: [], bonuses: [] };
const spring = { percent: 30, packs: [] as string[], validFrom: LATER, validUntil: LAST };
const problems = (plan: SellingPlan) => soldBelowCost(plan, COSTS, TERMS, NOW).map(({ facts }) => facts);

describe('what is sold below its cost', () => {
  it('nothing is sold below its cost by the first packs', () => expect(problems(PLAN)).toEqual([]));

  it('an item is sold below its cost from the day of a lower price on', () => {
    expect(problems({ ...PLAN, prices: [picture(300), picture(230, LATER)] })).toEqual([
      { item: 'picture', price: '2.3', floor: '2.31', from: '2026-12-10', dollars: 0.03, model: 'acme/draw' },
    ]);
  });

  it('a cheaper pack sells an item below its cost, unless the pack is retired on its first day', () => {
    const cheap = { id: 'huge-1', credits: credits(2_000), stars: 1_900, validFrom: LATER };

    expect(problems({ ...PLAN, packs: [...first, { ...cheap, retiredAt: null }] })).toEqual([
      expect.objectContaining({ item: 'picture', floor: '3.16', from: '2026-12-10' }),
    ]);
    expect(problems({ ...PLAN, packs: [...first, { ...cheap, retiredAt: LATER }] })).toEqual([]);
  });

  it('a discount sells an item below its cost only while it is valid, and only with the packs that it is for', () => {
    expect(problems({ ...PLAN, discounts: [spring] })).toEqual([expect.objectContaining({ from: '2026-12-10' })]);
    expect(problems({ ...PLAN, discounts: [{ ...spring, packs: ['large-1'] }] })).toHaveLength(1);
    // Even with the discount a credit of the small pack brings 1.05 Stars, at which a picture brings more than it costs.
    expect(problems({ ...PLAN, discounts: [{ ...spring, packs: ['small-1'] }] })).toEqual([]);
    expect(problems({ ...PLAN, discounts: [{ ...spring, validFrom: LONG_AGO, validUntil: NOW }] })).toEqual([]);
  });

  it('a discount that ends before a price falls sells nothing below its cost', () => {
    const plan = { ...PLAN, discounts: [{ ...spring, percent: 20 }] };

    expect(problems({ ...plan, prices: [picture(300), picture(240, LAST)] })).toEqual([]);
    expect(problems({ ...plan, prices: [picture(300), picture(240, LATER)] })).toHaveLength(1);
  });

  it('a promo code that adds credits lowers what each credit brings', () => {
    const code = { percent: 40, validFrom: NOW, validUntil: null };

    expect(leastStarsOfCredit({ ...PLAN, bonuses: [code] }, NOW)).toBeCloseTo(1.3 / 1.4);
    expect(problems({ ...PLAN, bonuses: [code] })).toHaveLength(1);
  });

  it('a monthly plan is judged by its price alone, because neither discounts nor promo codes are for it', () => {
    const plan = { credits: credits(1_000), stars: 1_000, validFrom: LATER };
    const code = { percent: 25, validFrom: NOW, validUntil: null };

    expect(leastStarsOfCredit({ ...PLAN, plans: [plan] }, NOW)).toBeCloseTo(1.3);
    expect(leastStarsOfCredit({ ...PLAN, plans: [plan], discounts: [{ ...spring, percent: 10 }] }, LATER)).toBe(1);
    expect(leastStarsOfCredit({ ...PLAN, plans: [plan], bonuses: [code] }, LATER)).toBe(1);
    expect(problems({ ...PLAN, plans: [{ ...plan, stars: 900 }] })).toEqual([
      expect.objectContaining({ from: '2026-12-10' }),
    ]);
  });

  it('a change is refused when it brings a price below the item’s cost, but not when that price was below the cost before', () => {
    const bad = { ...PLAN, prices: [picture(200)] };

    expect(newlyBelowCost(bad, { ...bad, packs: first.slice(1) }, COSTS, TERMS, NOW)).toBeUndefined();
    expect(newlyBelowCost(PLAN, bad, COSTS, TERMS, NOW)?.message).toContain('The price of picture, 2 credits');
  });
});
