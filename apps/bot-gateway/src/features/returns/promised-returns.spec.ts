import { balanceTexts, plainText, returnsTexts, statementTexts, subscriptionTexts, supportTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { credits, DAY_MS, judgePurchases, LANGUAGES, returnTermsAt, type ReturnFacts } from '@aisha/domain';

const NOW = new Date('2027-01-15T12:00:00Z');
const terms = returnTermsAt(NOW);
const boughtAgo = (days: number) => ({
  chargeId: `${days}`,
  credited: credits(100),
  boughtAt: new Date(NOW.getTime() - days * DAY_MS),
});
const verdict = (facts: Partial<ReturnFacts>) =>
  judgePurchases(
    {
      available: credits(100),
      debt: credits(0),
      given: credits(0),
      purchases: [boughtAgo(0)],
      returnedAt: [],
      ...facts,
    },
    NOW,
  )[0]?.verdict;

/** The numbers in a text, in their order. */
const numbersIn = (text: string): number[] => [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));

describe('what the bot says where cards are taken', () => {
  it.each(LANGUAGES)('a debt names no Stars, because a purchase by card may have made it (%s)', (language) => {
    const debts = [
      statementTexts[language].debt,
      plainText(balanceTexts[language].credit({ kind: 'debt-payment', isCard: false })),
    ];

    for (const debt of debts) expect(debt).not.toMatch(/звёзд|stars|stern/i);
  });

  it.each([
    ['ru', /картой/],
    ['en', /card/],
    ['de', /Karte/],
  ] as const)('the terms name the card only where cards are taken (%s)', (language, card) => {
    const { terms: text } = supportTexts[language];

    expect(plainText(text({ isCardTaken: true }))).toMatch(card);
    expect(plainText(text({ isCardTaken: false }))).not.toMatch(card);
  });
});

describe('what the bot promises about the return of Stars', () => {
  it.each(LANGUAGES)(
    'what the bot promises about the return of Stars agrees with the rule: the numbers (%s)',
    (language) => {
      const rule = plainText(returnsTexts[language].rule(terms));
      const page = plainText(
        supportTexts[language].paySupport({ contact: '@support', isCardTaken: true, isBanned: false, ...terms }),
      );

      for (const text of [rule, page])
        expect(numbersIn(text).toSorted()).toEqual([terms.withinDays, terms.atMost, terms.perDays].toSorted());
      expect(verdict({ purchases: [boughtAgo(terms.withinDays)] })).toBe('by-rule');
      expect(verdict({ purchases: [boughtAgo(terms.withinDays + 0.001)] })).toBe('too-late');
      const returned = (times: number) => Array.from({ length: times }, () => NOW);
      expect(verdict({ returnedAt: returned(terms.atMost - 1) })).toBe('by-rule');
      expect(verdict({ returnedAt: returned(terms.atMost) })).toBe('too-often');
    },
  );

  it.each([
    [
      'ru',
      /целиком/,
      /не потрачен ни один её кредит, цел бонус за неё/,
      /Сначала тратятся подаренные кредиты, потом купленные: от старых покупок к новым/,
    ],
    [
      'en',
      /in full/,
      /none of its credits is spent, its bonus [^,]*, invitation\) is still there/,
      /Given credits are spent first, then bought ones, from the oldest purchase to the newest/,
    ],
  ] as const)(
    'what the bot promises about the return of Stars agrees with the rule: the conditions (%s)',
    (language, whole, unspent, order) => {
      const rule = plainText(returnsTexts[language].rule(terms));
      for (const promise of [whole, unspent, order]) expect(rule).toMatch(promise);

      // A purchase is given back in full while no credit of it is spent, and not at all afterwards.
      expect(verdict({ available: credits(99) })).toBe('spent-in-part');
      // Nor while its bonus is not there: of 100 bought credits and 30 that came with them, 1 was spent.
      const withBonus = { ...boughtAgo(0), gained: credits(30) };
      expect(verdict({ available: credits(129), purchases: [withBonus] })).toBe('bonus-spent');
      expect(verdict({ available: credits(130), purchases: [withBonus] })).toBe('by-rule');
      // Gifts are spent first: of 50 given and 100 bought credits, 50 were spent.
      expect(verdict({ available: credits(100) })).toBe('by-rule');
      // Then the older purchase is spent: 60 of its credits, and none of the newer one's.
      const two = judgePurchases(
        {
          available: credits(140),
          debt: credits(0),
          given: credits(0),
          purchases: [boughtAgo(1), boughtAgo(2)],
          returnedAt: [],
        },
        NOW,
      );
      expect(two.map((one) => one.verdict)).toEqual(['by-rule', 'spent-in-part']);
    },
  );

  it.each(LANGUAGES)(
    'the texts of the balance and of the subscription name a command that leads to the return of Stars (%s)',
    (language) => {
      expect(
        plainText(balanceTexts[language].balance({ available: credits(1), held: credits(0), debt: credits(0) })),
      ).toContain('/paysupport');
      expect(supportTexts[language].returnStars).toBe(balanceTexts[language].returns);
      expect(plainText(subscriptionTexts[language].creditsStay)).toContain('/refund');
    },
  );
});
