import { defineTexts } from '../conversation/texts';
import { html } from '../conversation/html';

/**
 * What a person agrees to. It follows docs/decisions/0033-what-is-kept-how-long.md, as /privacy does. When it says more, raise
 * CONSENT_VERSION.
 */
export const consentTexts = defineTexts({
  ru: {
    ask: html`<b>🔒 Сначала ваше согласие</b>

Чтобы сделать вашу модель, картинки и тексты, бот передаёт присланное двум компаниям в США:

📸 <b>FAL</b> (fal.ai) получает фото, обучает модель лица и рисует ею по вашим идеям. Копии там исчезают за сутки. У нас фото и модель лежат, пока вы не удалите аватар.
🎙 <b>OpenAI</b> слушает голос и читает ваши идеи, а хранит их по своим правилам. Мы стираем запись, когда текст готов, идеи — вместе с аватаром; сам текст остаётся в вашем списке.

Присылайте только себя или взрослого, который согласен. Передумать можно всегда: кнопка «Отозвать согласие» в /privacy удалит аватары, фото и записи.

Пока вы не решили, ничего не открыто и никуда не ушло.`,
    agree: '✅ Мне есть 18 лет, согласие даю',
    decline: 'Не сейчас',
    first: html`Сначала нужно ваше согласие 👇`,
    goOn: html`✅ Спасибо! Продолжаю с того, на чём мы остановились.`,
    sendAgain: html`✅ Спасибо! Теперь пришлите фото или голос — если уже присылали, то ещё раз.`,
    already: html`Согласие у меня уже есть 🙂`,
    alreadyThere: html`✅ Согласие уже дано. Отозвать его можно в /privacy.`,
    renewed: html`Условия обновились — прочитайте, пожалуйста, ещё раз.`,
    declined: html`Хорошо. Присланное я не открывала и не сохранила.

Баланс, покупки и помощь работают и так: /menu. Передумаете — просто пришлите фото или голос ещё раз.`,
  },
  en: {
    ask: html`<b>🔒 First, your consent</b>

To make your model, pictures and texts, the bot passes what you send to two companies in the USA:

📸 <b>FAL</b> (fal.ai) gets the photos, trains a model of the face and draws with it by your ideas. Its copies are gone within a day. We keep photos and model until you delete the avatar.
🎙 <b>OpenAI</b> listens to your voice and reads your ideas, and keeps them by its own rules. We erase the recording once the text is made, the ideas with the avatar; the text itself stays in your list.

Send only yourself, or an adult who agrees. You can always change your mind: the button “Withdraw consent” in /privacy deletes avatars, photos and recordings.

Until you decide, nothing is opened or passed on.`,
    agree: '✅ I am 18 or older and agree',
    decline: 'Not now',
    first: html`Your consent comes first 👇`,
    goOn: html`✅ Thank you! I go on where we stopped.`,
    sendAgain: html`✅ Thank you! Now send photos or a voice message; if you already did, once more.`,
    already: html`I have your consent already 🙂`,
    alreadyThere: html`✅ You have agreed already. You can withdraw it in /privacy.`,
    renewed: html`The text has changed: please read it once more.`,
    declined: html`All right. I have not opened what you sent, and did not keep it.

Balance, purchases and help work all the same: /menu. If you change your mind, just send the photo or voice message again.`,
  },
});
