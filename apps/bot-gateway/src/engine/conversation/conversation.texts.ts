import { html } from './html';
import { defineTexts } from './texts';

/** What is said about conversations themselves. */
export const conversationTexts = defineTexts({
  ru: {
    stale: html`Эта кнопка из прошлого меню — она больше не работает 🙂`,
    unknown: html`Не совсем поняла вас 🙈 Выберите кнопку или нажмите /menu.`,
    unknownCommand: html`Такой команды я не знаю. Всё, что умею, — в /menu.`,
    outdated: html`Пока вас не было, меня обновили, и прежний шаг устарел. Начнём сначала? 🙂`,
    continueDraft: (title: string) => `🔄 Продолжить: ${title}`,
    goneInvoice: 'Этот счёт больше не действует. Нажмите /menu и выберите заново.',
    draftGone: html`Этот черновик уже не продолжить — начните заново, это быстро 🙂`,
    apology: (reference: string) =>
      html`😔 Что-то сломалось на нашей стороне. Попробуйте ещё раз: /menu

Кредиты целы: списывается только за готовое. Код сбоя, если будете нам писать: <code>${reference}</code>.`,
  },
  en: {
    stale: html`This button is from an older menu — it no longer works 🙂`,
    unknown: html`I did not quite get that 🙈 Pick a button or press /menu.`,
    unknownCommand: html`I do not know this command. Everything I can do is in /menu.`,
    outdated: html`I was updated while you were away, and that step is out of date. Shall we start over? 🙂`,
    continueDraft: (title: string) => `🔄 Continue: ${title}`,
    goneInvoice: 'This invoice is no longer valid. Press /menu and choose again.',
    draftGone: html`This draft cannot be continued any more — start anew, it is quick 🙂`,
    apology: (reference: string) =>
      html`😔 Something broke on our side. Please try again: /menu

Your credits are safe: only finished work is charged. The fault’s code, should you write to us: <code>${reference}</code>.`,
  },
});
