import { describe, expect, it } from '@jest/globals';
import { failureText } from './failure-text';
import { failureTexts, offerTexts } from './generated';

describe('the words of a refusal', () => {
  it.each(['prompt-refused', 'result-not-decent'] as const)(
    'the words of a refusal are polite, say that nothing was charged, and what to do next: %s',
    (code) => {
      expect(failureText('ru', code)).toMatch(/^Извините, .*ичего не списано.*(Опишите|Попробуйте)/);
      expect(failureText('en', code)).toMatch(/^Sorry, .*Nothing was charged.*(Describe|Try)/);
    },
  );

  it('the words of a refusal of a look from the catalogue blame nobody, and say what is charged', () => {
    expect(failureText('ru', 'look-not-drawn', 'nothing')).toMatch(
      /нашего каталога.*не в вас\. Списано только за готовое\./,
    );
    expect(failureText('en', 'look-not-drawn', 'nothing')).toMatch(
      /our own catalogue.*Only finished pictures were charged\./,
    );
    expect(failureText('ru', 'look-not-drawn', 'undelivered')).not.toContain('только за готовое');
    expect(failureText('en', 'look-not-drawn', 'undelivered')).not.toContain('Only finished');
  });

  it.each(['ru', 'en', 'de'] as const)(
    'the words about an order that was delivered in part do not say that nothing was charged: %s',
    (language) => {
      const { nothingCharged, onlyFinishedCharged } = failureTexts[language];
      const [refused, notDrawn] = (['result-not-decent', 'look-not-drawn'] as const).map((code) =>
        failureText(language, code, 'delivered'),
      );

      expect(failureText(language, 'result-not-decent')).toContain(nothingCharged);
      expect(refused).not.toContain(nothingCharged);
      expect(refused).not.toContain('  ');
      expect(notDrawn).toContain(onlyFinishedCharged);
    },
  );

  it('when a photo without a face is refused, the words say that nothing was charged, and which photo to change', () => {
    expect(failureText('ru', 'photo-without-face')).toMatch(/Ничего не списано\. Выберите главным другое фото/);
    expect(failureText('en', 'photo-without-face')).toMatch(/Nothing was charged\. Choose another main photo/);
  });

  it('the words of a refusal of an order that could not be moderated say that the credits are back, and when to order again', () => {
    expect(failureText('ru', 'moderator-unavailable')).toMatch(
      /не отвечала.*Кредиты вернулись.*Закажите ещё раз чуть позже/,
    );
    expect(failureText('en', 'moderator-unavailable')).toMatch(
      /didn’t respond.*credits are back.*Order again a little later/,
    );
  });

  it.each(['ru', 'en', 'de'] as const)(
    'the words about work that nothing free pays for speak of no free tries that were there before, as an installation may give none: %s',
    (language) => {
      const words = [
        failureText(language, 'no-speech', 'undelivered'),
        failureText(language, 'free-work-used-up'),
        offerTexts[language].notBegun,
      ];

      expect(
        words.filter((text) => /used up|nothing more|verbraucht|nichts mehr|кончил|больше нет/i.test(text)),
      ).toEqual([]);
    },
  );
});
