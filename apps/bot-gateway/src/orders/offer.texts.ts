import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html } from '../engine/conversation';
import { creditsMissingRu, creditsText } from './credits.texts';

export const offerTexts = defineTexts({
  ru: {
    left: (after: CentiCredits) => `Останется: ${creditsText(after, 'ru')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ Не хватает <b>${creditsMissingRu(amount)}</b>. Пополните баланс, черновик подождёт.`,
    topUp: '⭐ Пополнить',
    renewed: html`Цена обновлена, нажмите ещё раз.`,
    menu: '🏠 Меню',
  },
  en: {
    left: (after: CentiCredits) => `Left after it: ${creditsText(after, 'en')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ You need <b>${creditsText(amount, 'en')}</b> more. Top up, the draft will wait.`,
    topUp: '⭐ Top up',
    renewed: html`The price was renewed, tap once more.`,
    menu: '🏠 Menu',
  },
});
