import { describe, expect, it } from '@jest/globals';
import { centiCredits } from '@aisha/domain';
import { creditsMissingRu, creditsText } from './credits.texts';

const amounts = [50n, 100n, 200n, 500n, 2100n].map((amount) => centiCredits(amount));

describe('an amount of credits', () => {
  it('an amount of credits is counted as Russian counts', () => {
    expect(amounts.map((amount) => creditsText(amount, 'ru'))).toEqual([
      '0,5 кредита',
      '1 кредит',
      '2 кредита',
      '5 кредитов',
      '21 кредит',
    ]);
  });

  it('an amount of credits is missed in the genitive', () => {
    expect(amounts.map(creditsMissingRu)).toEqual([
      '0,5 кредита',
      '1 кредита',
      '2 кредитов',
      '5 кредитов',
      '21 кредита',
    ]);
  });
});
