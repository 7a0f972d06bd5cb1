import { defineTexts } from '../conversation/texts';
import { html } from '../conversation/html';

/**
 * What a person agrees to. It follows docs/decisions/0033-what-is-kept-how-long.md, as /privacy does. When it says more, raise
 * CONSENT_VERSION.
 */
export const consentTexts = defineTexts({
  ru: {
    ask: html`<b>🔒 Сначала ваше согласие</b>

Чтобы рисовать вас и записывать голос текстом, я передаю то, что вы пришлёте, двум компаниям в США:

📸 <b>FAL</b> (fal.ai) получает фото, обучает по ним модель лица и рисует ваши идеи. Копии там исчезают за сутки. У нас фото и модель хранятся, пока вы не удалите аватар.
🎙️ <b>OpenAI</b> слушает голос, читает идеи, смотрит на картинки, по которым вы просите нарисовать, и на готовые — нет ли брака, а хранит всё по своим правилам. Мы стираем запись, когда текст готов, картинку — как только описали её, а идеи — вместе с аватаром или когда вы отзовёте согласие; сам текст остаётся в вашем списке.

Присылайте только свои фото и голос или взрослого, который согласен. Передумать можно всегда: кнопка «Отозвать согласие» в /privacy удалит аватары, фото и записи.

Пока вы не решите, я ничего не открою и никуда не передам.`,
    agree: '✅ Мне есть 18 лет, согласие даю',
    decline: 'Не сейчас',
    first: html`Сначала нужно ваше согласие 👇`,
    goOn: html`✅ Спасибо! Продолжаем с того же места.`,
    sendAgain: html`✅ Спасибо! Теперь пришлите фото или голос. Если уже присылали — ещё раз, пожалуйста.`,
    already: html`Согласие уже есть 🙂`,
    alreadyThere: html`✅ Согласие уже дано. Отозвать его можно в /privacy.`,
    renewed: html`Условия обновились. Прочитайте, пожалуйста, ещё раз.`,
    declined: html`Хорошо. Присланное я не открывала и не сохранила.

Баланс, покупки и помощь работают и так: /menu. Передумаете — просто пришлите фото или голос ещё раз.`,
  },
  en: {
    ask: html`<b>🔒 First, your consent</b>

To draw you and turn your voice into text, I pass what you send to two companies in the USA:

📸 <b>FAL</b> (fal.ai) gets your photos, trains a model of your face on them and draws your ideas. Its copies are gone within a day. We keep the photos and the model until you delete the avatar.
🎙️ <b>OpenAI</b> listens to your voice, reads your ideas, looks at pictures you ask me to draw from and at finished ones for flaws, and keeps all that under its own rules. We erase the recording once the text is ready, the picture once it’s described, and your ideas along with the avatar or when you withdraw your consent; the text itself stays in your list.

Send only your own photos and voice, or those of an adult who agrees. You can change your mind any time: “Withdraw consent” in /privacy deletes your avatars, photos and recordings.

Until you decide, I won’t open anything or pass it on.`,
    agree: '✅ I’m 18 or older and I agree',
    decline: 'Not now',
    first: html`First I need your consent 👇`,
    goOn: html`✅ Thank you! Let’s pick up where we left off.`,
    sendAgain: html`✅ Thank you! Now send photos or a voice message. If you already did, please send it again.`,
    already: html`You’ve already agreed 🙂`,
    alreadyThere: html`✅ You’ve already agreed. You can withdraw your consent in /privacy.`,
    renewed: html`The terms have changed. Please read them again.`,
    declined: html`No problem. I haven’t opened or kept anything you sent.

Balance, purchases and help still work: /menu. Changed your mind? Just send the photo or voice message again.`,
  },
});
