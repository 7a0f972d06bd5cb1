import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { varied } from './variation';

const PROMPT = 'tok woman, astronaut on the Moon, soft light';
/** Their ends, which decide, are all different: every variation there is occurs. */
const many = Array.from(
  { length: 200 },
  (_, i) => `01990000-0000-7000-8000-${i.toString(16).padStart(12, '0')}` as OrderId,
);

describe('a prompt varied a little', () => {
  it('is the earlier one with something of its light and view changed', () => {
    for (const orderId of many) expect(varied(PROMPT, orderId)).toMatch(new RegExp(`^${PROMPT}, .{10,60}$`));
  });

  it('is the same for the same order, and mostly another for another', () => {
    const [one] = many as [OrderId];

    expect(varied(PROMPT, one)).toBe(varied(PROMPT, one));
    expect(new Set(many.map((orderId) => varied(PROMPT, orderId))).size).toBeGreaterThan(20);
  });

  it('of one varied already is another variation of the first, neither the same nor longer and longer', () => {
    const variations = new Set(many.map((orderId) => varied(PROMPT, orderId)));

    for (const variation of variations)
      for (const orderId of many.slice(0, 40)) {
        const next = varied(variation, orderId);
        expect(next).not.toBe(variation);
        expect(variations).toContain(next);
      }
  });
});
