import { describe, expect, it } from '@jest/globals';
import { moneyText, plainMoney, smallestUnits } from './money';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('money', () => {
  it.each([
    [{ currency: 'RUB', amount: 19_900 }, 'ru', '199 ₽'],
    [{ currency: 'RUB', amount: 19_950 }, 'ru', '199,50 ₽'],
    [{ currency: 'EUR', amount: 199 }, 'en', '€1.99'],
    [{ currency: 'JPY', amount: 300 }, 'en', '¥300'],
    [{ currency: 'XTR', amount: 150 }, 'ru', '150 ⭐'],
  ])('money %j is shown as people write it', (money, language, text) => {
    expect(plain(moneyText(money, language))).toBe(text);
  });

  it('money for operators names its currency', () => {
    expect(plainMoney({ currency: 'RUB', amount: 19_905 })).toBe('199.05 RUB');
    expect(plainMoney({ currency: 'XTR', amount: 150 })).toBe('150 XTR');
  });

  it.each([
    ['199', 'RUB', 19_900],
    ['1.9', 'EUR', 190],
    ['1.99', 'EUR', 199],
    ['300', 'JPY', 300],
    ['300.00', 'JPY', 300],
    ['300.50', 'JPY', undefined],
    ['0', 'RUB', undefined],
    ['99999999', 'RUB', undefined],
    ['1,99', 'EUR', undefined],
  ])('money written as %s %s is %s smallest units', (written, currency, amount) => {
    expect(smallestUnits(written, currency)).toBe(amount);
  });
});
