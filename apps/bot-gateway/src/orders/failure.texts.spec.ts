import { describe, expect, it } from '@jest/globals';
import { failureText, failureTexts } from './failure.texts';

describe('the words of a refusal', () => {
  it.each(['prompt-refused', 'result-not-decent'] as const)(
    'the words of a refusal are polite, say that nothing was charged, and what to do next: %s',
    (code) => {
      expect(failureTexts.ru[code]).toMatch(/^Извините, .*ичего не списано.*(Опишите|Попробуйте)/);
      expect(failureTexts.en[code]).toMatch(/^Sorry, .*Nothing was charged.*(Describe|Try)/);
    },
  );

  it('the words of a refusal of a look of the catalogue blame nobody, and say what is charged', () => {
    expect(failureText('ru', 'look-not-drawn', false)).toMatch(
      /нашего каталога.*не в вас\. Списано только за готовое\./,
    );
    expect(failureText('en', 'look-not-drawn', false)).toMatch(
      /our own catalogue.*Only finished pictures were charged\./,
    );
    expect(failureText('ru', 'look-not-drawn', true)).not.toContain('только за готовое');
    expect(failureText('en', 'look-not-drawn', true)).not.toContain('Only finished');
  });

  it('the words of a refusal of a photo without a face say that nothing was charged, and which photo to change', () => {
    expect(failureTexts.ru['photo-without-face']).toMatch(/Ничего не списано\. Выберите главным другое фото/);
    expect(failureTexts.en['photo-without-face']).toMatch(/Nothing was charged\. Choose another main photo/);
  });

  it('the words of a refusal of an order that nobody could moderate say that the credits are back, and when to try again', () => {
    expect(failureTexts.ru['moderator-unavailable']).toMatch(/не отвечала.*Кредиты вернулись.*Закажите ещё раз/);
    expect(failureTexts.en['moderator-unavailable']).toMatch(/didn’t respond.*credits are back.*Order again/);
  });
});
