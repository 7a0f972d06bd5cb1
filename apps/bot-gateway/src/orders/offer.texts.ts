import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html } from '../engine/conversation';
import { creditsMissingRu, creditsText } from './credits.texts';

/** Up to two hours in minutes, then in hours: a finer figure would promise more than is known. */
const timeText = (seconds: number, minutes: string, hours: string): string =>
  seconds <= 7_200 ? `${Math.ceil(seconds / 60)} ${minutes}` : `${Math.ceil(seconds / 3_600)} ${hours}`;

export const offerTexts = defineTexts({
  ru: {
    left: (after: CentiCredits) => `Останется: ${creditsText(after, 'ru')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ Не хватает <b>${creditsMissingRu(amount)}</b>. Пополните баланс, черновик подождёт.`,
    wait: (seconds: number) =>
      `⏳ Сейчас очередь: начну примерно через ${timeText(seconds, 'мин', 'ч')}. До начала заказ можно свободно отменить.`,
    noLateCancel:
      '❗ Когда работа начнётся, этот заказ уже не отменить: поздние отмены за последние 30 дней исчерпаны.',
    topUp: '⭐ Пополнить',
    renewed: html`Цена обновлена, нажмите ещё раз.`,
    menu: '🏠 Меню',
  },
  en: {
    left: (after: CentiCredits) => `Left after it: ${creditsText(after, 'en')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ You need <b>${creditsText(amount, 'en')}</b> more. Top up, the draft will wait.`,
    wait: (seconds: number) =>
      `⏳ There is a queue: I would begin in about ${timeText(seconds, 'min', 'h')}. Until then you may cancel freely.`,
    noLateCancel:
      '❗ Once work begins, this order cannot be cancelled: you have used up your late cancels of the last 30 days.',
    topUp: '⭐ Top up',
    renewed: html`The price was renewed, tap once more.`,
    menu: '🏠 Menu',
  },
});
