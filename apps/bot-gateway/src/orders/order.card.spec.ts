import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { orderTexts } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { orderKindViews } from '../features';
import { acceptedOrder, orderCard, type OrderCardState } from './order.card';

const shown = (secondsLeft: number | null, fraction: number | null = null) =>
  orderCard(orderKindViews.training).render(
    {
      ...acceptedOrder({ orderId: newId<OrderId>(), kind: 'training', what: 'Анна', price: '20000' }),
      phase: 'running',
      progress: {
        step: 'working',
        ahead: null,
        fraction,
        secondsLeft,
        mayCancel: true,
        waitsFor: null,
        at: '2026-11-21T10:00:00.000Z',
      },
    },
    'ru',
  ).text.markup;

type Progress = NonNullable<OrderCardState['progress']>;
const waiting = (progress: Pick<Progress, 'step' | 'ahead' | 'secondsLeft' | 'waitSeconds'>, language: 'ru' | 'en') =>
  orderCard(orderKindViews.generation).render(
    {
      ...acceptedOrder({ orderId: newId<OrderId>(), kind: 'generation', what: 'Анна', price: '300' }),
      phase: 'running',
      progress: { ...progress, fraction: null, mayCancel: true, waitsFor: null, at: '2026-11-22T10:00:00.000Z' },
    },
    language,
  ).text.markup;

describe('the card of an order that waits', () => {
  it('the card of a waiting order shows the wait in our queue and the work after it separately, and only times that were measured', () => {
    const ours = { step: 'queued', ahead: 5, waitSeconds: 230 } as const;

    expect(waiting({ ...ours, secondsLeft: 245 }, 'ru')).toMatch(
      /В очереди\nПеред вами 5 заказов\nДо начала около 4 мин, потом обычно около 15 секунд\n/,
    );
    expect(waiting({ ...ours, secondsLeft: 245 }, 'en')).toMatch(
      /5 orders ahead of you\nStarts in about 4 min, then usually about 15 seconds\n/,
    );
    expect(waiting({ ...ours, secondsLeft: null }, 'ru')).toMatch(/До начала около 4 мин\n/);
  });

  it('the card of a waiting order that is in the provider’s queue says so, and counts only the orders there', () => {
    const theirs = { step: 'at-provider-queue', ahead: 2, secondsLeft: 20, waitSeconds: null } as const;

    expect(waiting(theirs, 'ru')).toMatch(
      /у нейросети, ждёт в её очереди\nТам перед вами 2 запроса\nОсталось около 20/,
    );
    expect(waiting(theirs, 'en')).toMatch(/waiting in its own queue\n2 requests ahead of you there\nAbout 20 seconds/);
    expect(waiting({ ...theirs, ahead: 0 }, 'ru')).toMatch(/Там ваш заказ следующий/);
  });
});

describe('the card of an order at work', () => {
  it('the card of an order at work shows the time that is left, or that it takes longer than usual, or no time at all', () => {
    expect(shown(12)).toContain('Осталось около 15 секунд');
    expect(shown(0)).toContain('Дольше обычного');
    expect(shown(0)).not.toContain('Осталось');
    expect(shown(null)).not.toMatch(/Осталось|Дольше/);
  });

  it('the card of an order at work has a bar once its progress is known, and the bar is not empty even at 5 %', () => {
    expect(shown(null, 0.05)).toContain('▰▱▱▱▱▱▱▱▱▱▱▱ 5%');
    expect(shown(null)).not.toMatch(/[▰▱]/);
  });

  it('the card of an order of several requests counts its finished parts, and its cancel names the credits that would come back', () => {
    const { text, buttons } = orderCard(orderKindViews.generation).render(
      {
        ...acceptedOrder({ orderId: newId<OrderId>(), kind: 'generation', what: 'Фотосессия: кино', price: '2000' }),
        phase: 'running',
        progress: {
          ...{ step: 'working', ahead: null, fraction: 0.63, secondsLeft: null, made: 5, of: 8, mayCancel: true },
          ...{ waitsFor: null, at: '2026-11-22T10:00:00.000Z' },
        },
      },
      'ru',
    );

    expect(text.markup).toContain('📸 Готово 5 из 8');
    expect(text.markup).not.toContain('В работе');
    expect(buttons?.flat().map((button) => button.text)).toEqual(['✖️ Отменить (верну 7,5 кредита)']);
  });

  it.each([
    ['a trained avatar is compared with its photos', 'training', 'comparing', 'проверяю сходство с фото'],
    ['a broken picture of a whole order is drawn again', 'generation', 'redrawing', 'Перерисовываю неудачный кадр'],
    ['what is done of a cancelled recording comes later', 'transcription', 'cancelled', 'Отменено. Готовое придёт'],
  ] as const)(
    'the card of an order at work says that %s, offers no cancel, and does not say that the order cannot be cancelled',
    (_what, kind, step, words) => {
      const { text, buttons } = orderCard(orderKindViews[kind]).render(
        {
          ...acceptedOrder({ orderId: newId<OrderId>(), kind, what: 'Анна', price: '20000' }),
          phase: 'running',
          progress: {
            ...{ step, ahead: null, fraction: null, secondsLeft: null, mayCancel: false },
            ...{ waitsFor: null, at: '2026-11-22T10:00:00.000Z' },
          },
        },
        'ru',
      );

      expect(text.markup).toContain(words);
      expect(text.markup).not.toContain('отменить заказ нельзя');
      expect(buttons).toEqual([]);
    },
  );
});

describe('the card of an order that may wait without end', () => {
  const vain = (price: string, progress: Pick<Progress, 'step' | 'waitsFor'>, language: 'ru' | 'en') =>
    orderCard(orderKindViews.transcription).render(
      {
        ...acceptedOrder({ orderId: newId<OrderId>(), kind: 'transcription', what: 'Анна', price }),
        phase: 'running',
        progress: {
          ...{ ahead: null, fraction: null, secondsLeft: null, mayCancel: true, at: '2026-11-22T10:00:00.000Z' },
          ...progress,
        },
      },
      language,
    ).text.markup;

  it.each([
    ['ru', 'вернутся', 'напишу'],
    ['en', 'come back', 'I’ll tell you'],
  ] as const)(
    'the card of an order that may wait without end promises that credits come back only when some are held (%s)',
    (language, back, told) => {
      for (const progress of [
        { step: 'queued', waitsFor: 'provider' },
        { step: 'unconfirmed', waitsFor: null },
      ] as const) {
        expect(vain('300', progress, language)).toContain(back);
        expect(vain('0', progress, language)).not.toContain(back);
        expect(vain('0', progress, language)).toContain(told);
      }
    },
  );
});

describe('a cancel', () => {
  const cancelled = (
    order: Pick<OrderCardState, 'kind' | 'price'>,
    progress: Partial<Progress> = {},
    language: 'ru' | 'en' = 'ru',
  ) => {
    const state: OrderCardState = {
      ...acceptedOrder({ orderId: newId<OrderId>(), what: 'Анна', ...order }),
      phase: 'running',
      progress: {
        ...{ step: 'working', ahead: null, fraction: null, secondsLeft: null, mayCancel: true, waitsFor: null },
        at: '2026-11-22T10:00:00.000Z',
        ...progress,
      },
    };
    const { render } = orderCard(orderKindViews[order.kind]);
    const [button] = render(state, language).buttons?.flat() ?? [];
    return [button?.text, render({ ...state, phase: 'cancelling' }, language).text.markup] as const;
  };

  it.each([
    ['a picture', { kind: 'generation', price: '600' }, '6 кредитов'],
    ['a training', { kind: 'training', price: '20000' }, '200 кредитов'],
    ['a recording that is not begun', { kind: 'transcription', price: '150' }, '1,5 кредита'],
  ] as const)('a cancel of %s says before and afterwards that all credits come back', (_what, order, amount) => {
    const [before, after] = cancelled(order);

    expect(before).toBe(`✖️ Отменить (верну ${amount})`);
    expect(after).toContain(`Отменяю…\nВерну ${amount}. Если всё уже готово`);
  });

  it('a cancel of a half-made photo session names both the credits that come back and those for the finished pictures', () => {
    const session = { kind: 'generation', price: '2000' } as const;
    const [before, after] = cancelled(session, { made: 5, of: 8, fraction: 0.63 });

    expect(before).toBe('✖️ Отменить (верну 7,5 кредита)');
    expect(after).toContain('Верну 7,5 кредита. Готовое, 5 из 8, пришлю: за него спишу 12,5 кредита.');
    const [, english] = cancelled(session, { made: 5, of: 8 }, 'en');
    expect(english).toContain('You get 7.5 credits back. The 5 of 8 that are done will arrive, for 12.5 credits.');
  });

  it.each([
    ['ru', '✖️ Отменить', 'Отменяю…\nЕсли всё уже готово, результат придёт.'],
    ['en', '✖️ Cancel', 'Cancelling…\nIf it’s already done, it will still arrive.'],
  ] as const)('a cancel of free work names no amount (%s)', (language, label, words) => {
    const [before, after] = cancelled({ kind: 'transcription', price: '0' }, {}, language);

    expect(before).toBe(label);
    expect(after).toContain(words);
  });

  it('a cancel of a half-written document gives all credits back, because half a document would mislead', () => {
    const [before] = cancelled({ kind: 'document', price: '200' }, { fraction: 0.5 });

    expect(before).toBe('✖️ Отменить (верну 2 кредита)');
  });

  it('a cancel of a partly transcribed recording names no amount, because its minutes are counted at its end', () => {
    const [before, after] = cancelled({ kind: 'transcription', price: '1000' }, { fraction: 0.5 });

    expect(before).toBe(orderTexts.ru.cancel({ back: null }));
    expect(after).toMatch(saying(orderTexts.ru.afterCancel, { back: null }));
  });
});
