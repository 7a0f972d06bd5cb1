import type { ProgressStep, WaitReason } from '@aisha/contracts/bot-gateway';
import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../engine/conversation';
import { creditsText } from './credits.texts';
import { aboutTime, thenEn, thenRu } from './time.texts';

interface ReceiptWords {
  readonly held: CentiCredits;
  readonly charged: CentiCredits;
  readonly released: CentiCredits;
  readonly availableAfter: CentiCredits;
  /** Some of it was free: the first speech of a day (24 hours). */
  readonly isFirstOfDay: boolean;
}

/** What becomes of an order that is cancelled now. */
export interface CancelEnd {
  /** Null: it cannot be told before it has ended. */
  readonly back: CentiCredits | null;
  readonly made: { readonly made: number; readonly of: number; readonly charged: CentiCredits } | null;
}

const steps = {
  ru: {
    queued: '🕓 В очереди',
    unconfirmed: '🤔 Нейросеть не подтвердила, что взяла заказ. Жду ответа; не ответит — кредиты вернутся',
    'at-provider-queue': '🕓 Заказ у нейросети, ждёт в её очереди',
    working: '⚙️ В работе',
    collecting: '📦 Забираю готовое',
    comparing: '👤 Готово, проверяю сходство с фото',
    retraining: '🔁 Вышло мало похоже, обучаю ещё раз. Это бесплатно',
    redrawing: '🔁 Перерисовываю неудачный кадр. Это бесплатно',
    cancelled: '✖️ Отменено. Готовое придёт, как только снова заработает моё хранилище: спишу только за него',
  },
  en: {
    queued: '🕓 In the queue',
    unconfirmed: '🤔 The AI model hasn’t confirmed your order. I’m waiting; without an answer your credits come back',
    'at-provider-queue': '🕓 With the AI model, waiting in its own queue',
    working: '⚙️ In progress',
    collecting: '📦 Fetching the result',
    comparing: '👤 Trained. Checking how much it looks like the photos',
    retraining: '🔁 Not enough like the photos, so I’m training it once more. It’s free',
    redrawing: '🔁 Redrawing a shot that came out badly. It’s free',
    cancelled: '✖️ Cancelled. What’s done comes as soon as my storage works again; you pay for that alone',
  },
} satisfies Record<'ru' | 'en', Record<Exclude<ProgressStep, 'preparing'>, string>>;

/** For nothing was held. */
const unconfirmedFree = {
  ru: '🤔 Нейросеть не подтвердила, что взяла заказ. Жду ответа; не ответит — напишу',
  en: '🤔 The AI model hasn’t confirmed your order. I’m waiting; without an answer I’ll tell you',
};

const waits = {
  ru: {
    moderation: '🕓 Проверка текста сейчас не отвечает, а без неё я не начинаю',
    provider: '🕓 Нейросеть сейчас перегружена или не отвечает',
    account:
      '🕓 Нейросеть сейчас не берёт наши заказы: на нашем счёте у неё кончились деньги, или его проверяют. Мы уже знаем',
    trouble: '🕓 У нас неполадка, уже чиним',
  },
  en: {
    moderation: '🕓 The safety check isn’t responding, and I don’t begin without it',
    provider: '🕓 The AI model is overloaded or isn’t responding right now',
    account:
      '🕓 The AI model isn’t taking our orders: our account there is out of money or being checked. We already know',
    trouble: '🕓 We have a problem and are working on it',
  },
} satisfies Record<'ru' | 'en', Record<WaitReason, string>>;

export const orderTexts = defineTexts({
  ru: {
    title: (kind: string, what: string) => html`<b>${kind}</b>${what && ` · ${what}`}`,
    step: (step: ProgressStep, preparing: string, isFree: boolean) =>
      step === 'preparing' ? preparing : step === 'unconfirmed' && isFree ? unconfirmedFree.ru : steps.ru[step],
    made: (made: number, of: number) => `📸 Готово ${made} из ${of}`,
    waits: (reason: WaitReason, isFree: boolean) =>
      `${waits.ru[reason]}. Заказ подождёт до часа и продолжится сам. Не дождётся — ${isFree ? 'напишу' : 'кредиты вернутся'}.`,
    accepted: '✅ Заказ принят. Чат можно закрыть: напишу, когда всё будет готово.',
    ahead: (count: number) =>
      count === 0 ? 'Ваш заказ следующий' : `Перед вами ${count} ${russianPlural(count, 'заказ', 'заказа', 'заказов')}`,
    aheadAtProvider: (count: number) =>
      count === 0
        ? 'Там ваш заказ следующий'
        : `Там перед вами ${count} ${russianPlural(count, 'запрос', 'запроса', 'запросов')}`,
    begins: (wait: number, takes: number | null) => `До начала ${aboutTime(wait, 'ru')}${thenRu(takes)}`,
    left: (seconds: number) =>
      seconds === 0 ? 'Дольше обычного, но работа идёт' : `Осталось ${aboutTime(seconds, 'ru')}`,
    held: (amount: CentiCredits) =>
      amount === 0n ? 'Это бесплатно' : `Заморожено: ${creditsText(amount, 'ru')}, спишу за готовое`,
    cancel: (back: CentiCredits | null) =>
      back === 0n
        ? '✖️ Отменить'
        : `✖️ Отменить (${back === null ? 'готовое пришлю' : `верну ${creditsText(back, 'ru')}`})`,
    noLateCancel: 'Нейросеть уже взялась за работу, и она оплачена: отменить заказ нельзя, результат придёт.',
    cancelling: '✖️ Отменяю…',
    afterCancel: ({ back, made }: CancelEnd) => {
      if (back === null) return 'Готовое пришлю и спишу только за него, остальное вернётся.';
      if (back === 0n && !made) return 'Если всё уже готово, результат придёт.';
      const returned = `Верну ${creditsText(back, 'ru')}`;
      return made
        ? `${returned}. Готовое, ${made.made} из ${made.of}, пришлю: за него спишется ${creditsText(made.charged, 'ru')}. Успеет ещё кадр — придёт и он.`
        : `${returned}. Если всё уже готово, результат придёт и кредиты спишутся.`;
    },
    tooLateToCancel: 'Этот заказ уже завершён.',
    nothingCharged: 'Кредиты не списаны.',
    shortBy: (price: CentiCredits, available: CentiCredits) =>
      `Нужно ${creditsText(price, 'ru')}, а доступно ${creditsText(available, 'ru')}.`,
    newPrice: (price: CentiCredits) => `Новая цена: ${creditsText(price, 'ru')}.`,
    receiptComing: '🧾 Оформляю чек…',
    receipt: ({ held, charged, released, availableAfter, isFirstOfDay }: ReceiptWords) => {
      const back = creditsText(released, 'ru');
      const outcome = `Списано ${creditsText(charged, 'ru')}${released > 0n ? `, вернулось ${back}` : ''}`;
      const whole = held === 0n ? 'Кредиты не списаны' : `Всё вернулось: ${back}`;
      return html`🧾 ${released === held ? whole : outcome}${isFirstOfDay && (held === 0n ? ': вошло в бесплатную речь на сегодня' : ', часть речи — бесплатно')}. Доступно ${creditsText(availableAfter, 'ru')}.`;
    },
    partly: (delivered: number, of: number) => `Получилось ${delivered} из ${of}.`,
    topUp: '⭐ Пополнить',
    menu: '🏠 Меню',
  },
  en: {
    title: (kind: string, what: string) => html`<b>${kind}</b>${what && ` · ${what}`}`,
    step: (step: ProgressStep, preparing: string, isFree: boolean) =>
      step === 'preparing' ? preparing : step === 'unconfirmed' && isFree ? unconfirmedFree.en : steps.en[step],
    made: (made: number, of: number) => `📸 ${made} of ${of} done`,
    waits: (reason: WaitReason, isFree: boolean) =>
      `${waits.en[reason]}. Your order waits for up to an hour and continues by itself. If it can’t, ${isFree ? 'I’ll tell you' : 'your credits come back'}.`,
    accepted: '✅ Order taken. You can close the chat: I’ll write when it’s ready.',
    ahead: (count: number) =>
      count === 0 ? 'You’re next' : `${count} ${count === 1 ? 'order' : 'orders'} ahead of you`,
    aheadAtProvider: (count: number) =>
      count === 0 ? 'You’re next there' : `${count} ${count === 1 ? 'request' : 'requests'} ahead of you there`,
    begins: (wait: number, takes: number | null) => `Starts in ${aboutTime(wait, 'en')}${thenEn(takes)}`,
    left: (seconds: number) =>
      seconds === 0
        ? 'Taking longer than usual, still on it'
        : `${aboutTime(seconds, 'en').replace('about', 'About')} left`,
    held: (amount: CentiCredits) =>
      amount === 0n ? 'This one is free' : `Reserved: ${creditsText(amount, 'en')}, charged when it’s done`,
    cancel: (back: CentiCredits | null) =>
      back === 0n
        ? '✖️ Cancel'
        : `✖️ Cancel (${back === null ? 'keep what’s done' : `get ${creditsText(back, 'en')} back`})`,
    noLateCancel: 'The AI model is at work and has been paid, so this order can’t be cancelled; the result will come.',
    cancelling: '✖️ Cancelling…',
    afterCancel: ({ back, made }: CancelEnd) => {
      if (back === null) return 'You get what’s done and pay for that alone; the rest comes back.';
      if (back === 0n && !made) return 'If it’s already done, it will still arrive.';
      const returned = `You get ${creditsText(back, 'en')} back`;
      return made
        ? `${returned}. The ${made.made} of ${made.of} that are done will arrive, for ${creditsText(made.charged, 'en')}. If one more is just being finished, it arrives too.`
        : `${returned}. If it’s already done, it will still arrive and be charged.`;
    },
    tooLateToCancel: 'That order is already finished.',
    nothingCharged: 'No credits were charged.',
    shortBy: (price: CentiCredits, available: CentiCredits) =>
      `It costs ${creditsText(price, 'en')}, and you have ${creditsText(available, 'en')}.`,
    newPrice: (price: CentiCredits) => `The new price: ${creditsText(price, 'en')}.`,
    receiptComing: '🧾 Preparing the receipt…',
    receipt: ({ held, charged, released, availableAfter, isFirstOfDay }: ReceiptWords) => {
      const back = creditsText(released, 'en');
      const outcome = `Charged ${creditsText(charged, 'en')}${released > 0n ? `, returned ${back}` : ''}`;
      const whole = held === 0n ? 'No credits were charged' : `You got everything back: ${back}`;
      return html`🧾 ${released === held ? whole : outcome}${isFirstOfDay && (held === 0n ? ': within your free speech of today' : ', part of the speech was free')}. Available: ${creditsText(availableAfter, 'en')}.`;
    },
    partly: (delivered: number, of: number) => `${delivered} of ${of} came out.`,
    topUp: '⭐ Top up',
    menu: '🏠 Menu',
  },
});
