import type { CentiCredits } from '@aisha/domain';
import type { ProgressStep, WaitReason } from '@aisha/contracts/bot-gateway';
import { defineTexts, html, russianPlural } from '../engine/conversation';
import { creditsText } from './credits.texts';

interface ReceiptWords {
  readonly held: CentiCredits;
  readonly charged: CentiCredits;
  readonly released: CentiCredits;
  readonly availableAfter: CentiCredits;
}

const steps = {
  ru: {
    queued: '🕓 В очереди',
    preparing: '🧺 Готовлю всё нужное',
    unconfirmed: '🤔 Студия не подтвердила, что взяла заказ. Жду ответа; не ответит — кредиты вернутся',
    'at-provider-queue': '🕓 Ждёт свободного места',
    working: '⚙️ В работе',
    collecting: '📦 Забираю готовое',
  },
  en: {
    queued: '🕓 In the queue',
    preparing: '🧺 Getting things ready',
    unconfirmed: '🤔 The studio did not confirm your order. Waiting; without an answer your credits come back',
    'at-provider-queue': '🕓 Waiting for a free place',
    working: '⚙️ Being made',
    collecting: '📦 Collecting the result',
  },
} satisfies Record<'ru' | 'en', Record<ProgressStep, string>>;

const waits = {
  ru: {
    moderation: '🕓 Проверка идей сейчас не отвечает, а без неё я не рисую',
    provider: '🕓 Сервис, который это делает, сейчас не отвечает',
    trouble: '🕓 У нас неполадка, уже чиним',
  },
  en: {
    moderation: '🕓 The check of ideas does not answer now, and I do not draw without it',
    provider: '🕓 The service that does this does not answer now',
    trouble: '🕓 We have a problem and are on it',
  },
} satisfies Record<'ru' | 'en', Record<WaitReason, string>>;

/** Below 50 s in steps of five seconds, above in started minutes: a finer figure would promise more than is known. */
const timeText = (seconds: number, about: string, secondsWord: string, minutesWord: string): string =>
  seconds < 50
    ? `${about} ${Math.max(5, Math.ceil(seconds / 5) * 5)} ${secondsWord}`
    : `${about} ${Math.ceil(seconds / 60)} ${minutesWord}`;

export const orderTexts = defineTexts({
  ru: {
    title: (kind: string, what: string) => html`<b>${kind}</b>${what && ` · ${what}`}`,
    step: (step: ProgressStep) => steps.ru[step],
    waits: (reason: WaitReason) =>
      `${waits.ru[reason]}. Заказ подождёт до часа и продолжится сам. Не дождётся — кредиты вернутся.`,
    accepted: '✅ Заказ принят, откладываю кредиты… Чат можно закрыть: я напишу, когда всё будет готово.',
    ahead: (count: number) =>
      count === 0 ? 'Ваш заказ следующий' : `Перед вами ${count} ${russianPlural(count, 'заказ', 'заказа', 'заказов')}`,
    left: (seconds: number) => `Осталось ${timeText(seconds, 'около', 'секунд', 'мин')}`,
    held: (amount: CentiCredits) => `Отложено: ${creditsText(amount, 'ru')}`,
    cancel: (amount: CentiCredits) => `✖️ Отменить (вернётся ${creditsText(amount, 'ru')})`,
    noLateCancel:
      'Работа уже началась и за неё заплачено, отменить этот заказ нельзя: поздних отмен в этом месяце было много.',
    cancelling: '✖️ Отменяю…',
    cancelAsked: 'Отменяю. Если работа уже сделана, она всё же придёт и будет оплачена.',
    tooLateToCancel: 'Этот заказ уже закончился.',
    done: '✅ Готово, результат ниже',
    failed: '⚠️ Не получилось, подробности ниже',
    cancelled: '✖️ Отменено',
    refused: '⚠️ Заказ не принят',
    nothingCharged: 'Кредиты не списаны.',
    shortBy: (price: CentiCredits, available: CentiCredits) =>
      `Нужно ${creditsText(price, 'ru')}, а доступно ${creditsText(available, 'ru')}.`,
    newPrice: (price: CentiCredits) => `Новая цена: ${creditsText(price, 'ru')}.`,
    receiptComing: '🧾 Считаю чек…',
    receipt: ({ held, charged, released, availableAfter }: ReceiptWords) => {
      const back = creditsText(released, 'ru');
      const outcome = `Списано ${creditsText(charged, 'ru')}${released > 0n ? `, вернулось ${back}` : ''}`;
      const whole = held === 0n ? 'Кредиты не списаны' : `Кредиты вернулись полностью: ${back}`;
      return html`🧾 ${released === held ? whole : outcome}. Доступно ${creditsText(availableAfter, 'ru')}.`;
    },
    partly: (delivered: number, of: number) => `Получилось ${delivered} из ${of}.`,
    topUp: '⭐ Пополнить',
    menu: '🏠 Меню',
  },
  en: {
    title: (kind: string, what: string) => html`<b>${kind}</b>${what && ` · ${what}`}`,
    step: (step: ProgressStep) => steps.en[step],
    waits: (reason: WaitReason) =>
      `${waits.en[reason]}. Your order waits for up to an hour and goes on by itself; if it cannot, the credits come back.`,
    accepted: '✅ Order taken, reserving the credits… You may close the chat: I will write when it is ready.',
    ahead: (count: number) =>
      count === 0 ? 'You are next' : `${count} ${count === 1 ? 'order' : 'orders'} before you`,
    left: (seconds: number) => `${timeText(seconds, 'About', 'seconds', 'min')} left`,
    held: (amount: CentiCredits) => `Reserved: ${creditsText(amount, 'en')}`,
    cancel: (amount: CentiCredits) => `✖️ Cancel (get ${creditsText(amount, 'en')} back)`,
    noLateCancel:
      'The work has begun and is paid for, so this order cannot be cancelled: there were many late cancels this month.',
    cancelling: '✖️ Cancelling…',
    cancelAsked: 'Cancelling. If the work is done already, it will still come and be charged.',
    tooLateToCancel: 'That order is over already.',
    done: '✅ Done, the result is below',
    failed: '⚠️ It did not work, details below',
    cancelled: '✖️ Cancelled',
    refused: '⚠️ Order not taken',
    nothingCharged: 'No credits were charged.',
    shortBy: (price: CentiCredits, available: CentiCredits) =>
      `It takes ${creditsText(price, 'en')}, and you have ${creditsText(available, 'en')}.`,
    newPrice: (price: CentiCredits) => `The new price: ${creditsText(price, 'en')}.`,
    receiptComing: '🧾 Adding up the receipt…',
    receipt: ({ held, charged, released, availableAfter }: ReceiptWords) => {
      const back = creditsText(released, 'en');
      const outcome = `Charged ${creditsText(charged, 'en')}${released > 0n ? `, ${back} came back` : ''}`;
      const whole = held === 0n ? 'No credits were charged' : `All credits came back: ${back}`;
      return html`🧾 ${released === held ? whole : outcome}. Available: ${creditsText(availableAfter, 'en')}.`;
    },
    partly: (delivered: number, of: number) => `${delivered} of ${of} came out.`,
    topUp: '⭐ Top up',
    menu: '🏠 Menu',
  },
});
