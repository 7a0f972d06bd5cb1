import { defineTexts, html } from '../screen';

/** What can always be sent: plain words, nothing of the person's. */
export const undeliveredTexts = defineTexts({
  ru: {
    resultRefused: (orderId: string) =>
      html`⚠️ Заказ готов, но Telegram не принял результат или его часть. Ничего не пропало: всё хранится у нас, мы разберёмся и пришлём ещё раз. Платить снова не нужно.

Аватары: /avatars, всё остальное готовое: /files, ответы, заказы и кредиты: /history. Номер заказа для /support: ${orderId}`,
  },
  en: {
    resultRefused: (orderId: string) =>
      html`⚠️ Your order is done, but Telegram didn’t take the result, or part of it. Nothing is lost: it’s safe with us, and we’ll sort it out and send it again. You won’t pay twice.

Avatars: /avatars, everything else I made: /files, answers, orders and credits: /history. Order number for /support: ${orderId}`,
  },
});
