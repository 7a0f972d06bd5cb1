import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { FLUX } from '../avatar-models/picture-models';
import { varied } from './variation';

const PROMPT = 'tok woman, astronaut on the Moon, soft light';
/** Ids with different ends. The end of an id selects the variation, so every variation occurs. */
const many = Array.from(
  { length: 200 },
  (_, i) => `01990000-0000-7000-8000-${i.toString(16).padStart(12, '0')}` as OrderId,
);

describe('a prompt varied a little', () => {
  it('a varied prompt is the earlier one with slightly different light and a slightly different view', () => {
    const light = '(slightly (warmer|cooler|softer|brighter) light|light more from the (left|right))';
    const view = '(framed slightly (closer|wider)|camera slightly (lower|higher)|seen slightly from the (left|right))';

    for (const orderId of many)
      expect(varied(PROMPT, orderId, FLUX)).toMatch(new RegExp(`^${PROMPT}, ${light}, ${view}$`));
  });

  it('a varied prompt is always the same for one order, and has more than twenty forms for two hundred orders', () => {
    const [one] = many as [OrderId];

    expect(varied(PROMPT, one, FLUX)).toBe(varied(PROMPT, one, FLUX));
    expect(new Set(many.map((orderId) => varied(PROMPT, orderId, FLUX))).size).toBeGreaterThan(20);
  });

  it('varying a varied prompt gives a different variation of the first prompt, and not a longer one', () => {
    const variations = new Set(many.map((orderId) => varied(PROMPT, orderId, FLUX)));

    for (const variation of variations)
      for (const orderId of many.slice(0, 40)) {
        const next = varied(variation, orderId, FLUX);
        expect(next).not.toBe(variation);
        expect(variations).toContain(next);
      }
  });

  it('a varied prompt is no longer than the model reads: its new words stay whole, and the words before them are cut', () => {
    const long = 'soft light, '.repeat(150).slice(0, FLUX.maxCharacters - 1);
    const again = varied(varied(long, many[0]!, FLUX), many[1]!, FLUX);

    for (const variation of [...many.map((orderId) => varied(long, orderId, FLUX)), again]) {
      expect(variation.length).toBeLessThanOrEqual(FLUX.maxCharacters);
      expect(variation).toMatch(/(light|soft), .{10,60}(closer|wider|lower|higher|left|right)$/);
    }
    expect(new Set(many.map((orderId) => varied(long, orderId, FLUX))).size).toBeGreaterThan(20);
  });
});
