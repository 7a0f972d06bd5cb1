import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { PriceList } from '@aisha/database/billing';
import { bySize, centiCredits, credits, PACKS } from '@aisha/domain';
import { PRICED_ITEMS, trainingItem } from '@aisha/kinds';
import { contentsOf } from './top-up';
import { topUpTexts } from '@aisha/words';

/** Today's prices of the things after which a pack is named; everything else costs a credit. */
const TODAY: PriceList = {
  ...(Object.fromEntries(PRICED_ITEMS.map((item) => [item, credits(1)])) as PriceList),
  'training.fast': credits(200),
  'training.balanced': credits(400),
  'training.best': credits(600),
  picture: credits(3),
};
const names = (prices: PriceList, language: 'ru' | 'en') =>
  bySize(PACKS).map((pack) =>
    topUpTexts[language].pack({ ...contentsOf(pack, prices), stars: pack.stars, label: null, before: pack.stars }),
  );

describe('a pack', () => {
  it('a pack is named after its contents', () => {
    expect(names(TODAY, 'ru')).toEqual([
      '🎨 30 картинок · 150 ⭐',
      '⚡ Аватар + 30 картинок · 420 ⭐',
      '⚖️ Аватар + 30 картинок · 680 ⭐',
      '💎 Аватар + 130 картинок · 1300 ⭐',
    ]);
    expect(names(TODAY, 'en')[1]).toBe('⚡ Avatar + 30 pictures · 420 ⭐');
  });

  it('a pack with a discount names its price without the discount, and why it is lower', () => {
    const [, pack] = bySize(PACKS);
    const discounted = { ...contentsOf(pack!, TODAY), stars: 357, label: 'Весна', before: 420 };

    expect(topUpTexts.ru.pack(discounted)).toBe('🔥 420 → 357 ⭐ · Весна · Аватар + 30 картинок');
    const line = topUpTexts.ru.packLine({ ...discounted, amount: credits(300), percent: 15 });
    expect(String(line.markup)).toContain('🔥 Весна: −15\u00a0%');
  });

  it('a pack gets another name when prices change', () => {
    const [, medium] = names({ ...TODAY, 'training.fast': credits(240), picture: credits(4) }, 'ru');

    expect(medium).toBe('🎨 70 картинок · 420 ⭐');
  });

  it('the avatar and the pictures that the name of a pack promises never cost more than its credits', () => {
    const amount = fc.bigInt({ min: 0n, max: 200_000n }).map(centiCredits);
    const prices = fc.record({
      ...Object.fromEntries(Object.keys(TODAY).map((item) => [item, amount])),
    }) as unknown as fc.Arbitrary<PriceList>;
    fc.assert(
      fc.property(amount, prices, (whole, list) => {
        const { avatar, pictures } = contentsOf({ credits: whole }, list);
        const cost = (avatar ? list[trainingItem(avatar)] : 0n) + list.picture * BigInt(pictures);
        expect(cost).toBeLessThanOrEqual(whole);
      }),
    );
  });
});
