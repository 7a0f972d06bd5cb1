import { html } from '../screen/html';
import { defineTexts } from '../screen/texts';

/** What is said about conversations themselves. */
export const conversationTexts = defineTexts({
  ru: {
    stale: html`Эта кнопка из прошлого меню, она больше не работает 🙂`,
    unknown: html`Не поняла 🙈 Нажмите кнопку или /menu.`,
    unknownCommand: html`Такой команды нет. Всё, что я умею, — в /menu.`,
    orAnIdea: html`Если это идея для картинки, нарисую 👇`,
    outdated: html`Пока вас не было, меня обновили, и прежний шаг устарел. Начнём сначала? 🙂`,
    continueDraft: (name: string) => `🔄 Продолжить: ${name}`,
    goneInvoice: 'Этот счёт больше не действует, звёзды не списаны. Выберите пакет заново: /balance',
    draftGone: html`Этот черновик уже не открыть. Начните заново, это быстро 🙂`,
    apology: (reference: string) =>
      html`😔 Что-то сломалось на нашей стороне. Попробуйте ещё раз: /menu

Кредиты целы: платите вы только за готовое. Код для /support: <code>${reference}</code>`,
  },
  en: {
    stale: html`That button is from an older menu and no longer works 🙂`,
    unknown: html`Sorry, I didn’t get that 🙈 Tap a button or /menu.`,
    unknownCommand: html`I don’t know that command. Everything I can do is in /menu.`,
    orAnIdea: html`If that was an idea for a picture, I’ll draw it 👇`,
    outdated: html`I was updated while you were away, and that step is gone. Let’s start again 🙂`,
    continueDraft: (name: string) => `🔄 Continue: ${name}`,
    goneInvoice: 'This invoice is no longer valid, and no Stars were taken. Choose a pack again: /balance',
    draftGone: html`That draft is gone. Start a new one, it’s quick 🙂`,
    apology: (reference: string) =>
      html`😔 Something broke on our side. Please try again: /menu

Your credits are safe: you only pay for what you get. Reference for /support: <code>${reference}</code>`,
  },
});
