import { defineTexts, html } from '../conversation';

/** What can always be sent: plain words, nothing of the person's. */
export const undeliveredTexts = defineTexts({
  ru: {
    resultRefused: (orderId: string) =>
      html`⚠️ Ваш заказ завершён, но Telegram не принял результат или его часть. Ничего не пропало: результат хранится у нас, мы уже разбираемся и пришлём его ещё раз. Платить снова не нужно.

Аватары: /avatars, расшифровки: /transcribe, заказы и кредиты: /history. Номер заказа, если будете писать нам: ${orderId}`,
  },
  en: {
    resultRefused: (orderId: string) =>
      html`⚠️ Your order is finished, but Telegram did not take the result, or a part of it. Nothing is lost: we keep it, we are on it and will send it again. There is nothing to pay twice.

Avatars: /avatars, transcripts: /transcribe, orders and credits: /history. The order's number, should you write to us: ${orderId}`,
  },
});
