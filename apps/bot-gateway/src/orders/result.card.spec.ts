import { failureText } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODE_NAMES, type ErrorCode, type Language, LANGUAGES, type OrderId } from '@aisha/domain';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { orderKindViews } from '../features';
import { resultCard } from './result.card';

const RECEIPT = { held: '700', charged: '0', released: '700', availableAfter: '1700', delivered: 0, of: 1 };
/** The words of what to do next. Other languages are translated by machines, so any words are accepted. */
const WHAT_NEXT: Partial<Record<Language, RegExp>> = {
  ru: /попробуйте|откройте|повторите|закажите|пришлите|выберите|опишите|напишите|дождитесь|спросите|отменён|придут сами/i,
  en: /try|open it|again|order|send|choose|describe|write to us|wait|cancelled|come by themselves/i,
};

const ofTheAssistant: readonly OrderKind[] = ['transcription', 'document', 'question', 'speech', 'restoration'];

describe('every failure', () => {
  it.each(LANGUAGES)(
    'every failure says what happened, what happened to the credits and what to do next, and fits on a phone’s screen (%s)',
    (language) => {
      const cards = ORDER_KINDS.flatMap((kind) =>
        ERROR_CODE_NAMES.map((code: ErrorCode) => {
          const failed = { orderId: newId<OrderId>(), kind, what: 'Анна', outcome: { type: 'failed', code } as const };
          const { text, buttons } = resultCard(orderKindViews[kind]).render({ ...failed, receipt: RECEIPT }, language);
          return { kind, code, text: text.markup, ways: buttons?.flat().length ?? 0 };
        }),
      );

      expect(cards.filter(({ code, text }) => !text.includes(failureText(language, code)))).toEqual([]);
      expect(cards.filter(({ text }) => !/7 \p{L}+[^]*17 \p{L}+/u.test(text))).toEqual([]);
      expect(cards.filter(({ text }) => WHAT_NEXT[language]?.test(text) === false)).toEqual([]);
      expect(cards.filter(({ ways }) => ways === 0)).toEqual([]);
      // Whatever did not work out can be tried with another recording, text or photo: the menu alone leads nowhere.
      expect(cards.filter(({ kind, ways }) => ofTheAssistant.includes(kind) && ways < 2)).toEqual([]);
      expect(cards.filter(({ text }) => text.length > 420)).toEqual([]);
    },
  );
});

describe('a failure after the AI model has worked', () => {
  const failure = (receipt: typeof RECEIPT | null) =>
    resultCard(orderKindViews.transcription).render(
      {
        ...{ orderId: newId<OrderId>(), kind: 'transcription', what: '2:00', receipt },
        outcome: { type: 'failed', code: 'no-speech', isCharged: true },
      },
      'en',
    ).text.markup;

  it.each([
    ['says that the work is charged', { ...RECEIPT, charged: '700', released: '0' }, true],
    ['does not say that the work is charged when only free units were worked on', RECEIPT, false],
    ['says that the work is charged before the receipt has come', null, true],
  ] as const)('a failure after the AI model has worked %s', (_what, receipt, saysCharged) => {
    expect(failure(receipt).includes(failureText('en', 'no-speech', 'undelivered'))).toBe(saysCharged);
    expect(failure(receipt)).toContain(failureText('en', 'no-speech', saysCharged ? 'undelivered' : 'nothing'));
  });
});

describe('the receipt of a transcription', () => {
  const receiptOf = (receipt: Partial<typeof RECEIPT> & { freeUnits?: number }) => {
    const done = { orderId: newId<OrderId>(), kind: 'transcription', what: '2:00' } as const;
    const state = { ...done, outcome: { type: 'delivered', avatarId: null } as const };
    const { text } = resultCard(orderKindViews.transcription).render(
      { ...state, receipt: { ...RECEIPT, released: '0', delivered: 20, of: 20, ...receipt } },
      'ru',
    );
    return text.markup;
  };

  it('the receipt of a transcription says how much of its speech was free: nothing, a part, or all', () => {
    expect(receiptOf({ charged: '700' })).not.toContain('бесплатн');
    expect(receiptOf({ charged: '700', freeUnits: 10 })).toMatch(/Списано 7 кредитов, часть речи — бесплатно/);
    expect(receiptOf({ held: '0', freeUnits: 20 })).toMatch(/не списаны: вошло в бесплатную речь на сегодня/);
  });
});

describe('a result in which a part is missing', () => {
  const cardOf = (kind: 'transcription' | 'speech', receipt: object) =>
    resultCard(orderKindViews[kind]).render(
      {
        ...{ orderId: newId<OrderId>(), kind, what: '9:00', outcome: { type: 'delivered', avatarId: null } as const },
        receipt: { ...RECEIPT, charged: '400', released: '300', delivered: 4, of: 7, ...receipt },
      },
      'ru',
    ).text.markup;

  it.each([
    ['transcription', 'provider-answer-unreadable', /Часть записи в текст не попала[^]*«Моих файлах»[^]*Списаны 4/],
    ['transcription', 'cancelled-by-user', /Вы остановили заказ[^]*только то, что было готово[^]*Списаны 4/],
    ['speech', 'provider-answer-unreadable', /только начало текста[^]*Пришлите остаток[^]*Списаны 4/],
    ['speech', 'cancelled-by-user', /Вы остановили заказ[^]*только начало[^]*Списаны 4/],
  ] as const)('a result of %s that lacks a part says so: %s', (kind, reason, words) => {
    expect(cardOf(kind, { reason })).toMatch(words);
  });

  it('the result of a recording lacks nothing when only silence was not charged, or when all was done before the cancel', () => {
    const whole = cardOf('transcription', { reason: null });

    expect(whole).toMatch(/^📝 Готово\.\n🧾/);
    expect(cardOf('transcription', { reason: 'cancelled-by-user', delivered: 7 })).toBe(whole);
  });
});
