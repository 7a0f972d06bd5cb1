import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html } from '../conversation';
import { creditsText } from './credits.texts';

export const offerTexts = defineTexts({
  ru: {
    left: (after: CentiCredits) => `Останется: ${creditsText(after, 'ru')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ Не хватает <b>${creditsText(amount, 'ru')}</b>. Пополните баланс, черновик подождёт.`,
    topUp: '⭐ Пополнить',
    menu: '🏠 Меню',
  },
  en: {
    left: (after: CentiCredits) => `Left after it: ${creditsText(after, 'en')}`,
    missing: (amount: CentiCredits) =>
      html`⚠️ <b>${creditsText(amount, 'en')}</b> are missing. Top up, the draft will wait.`,
    topUp: '⭐ Top up',
    menu: '🏠 Menu',
  },
});
