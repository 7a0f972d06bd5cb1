import { defineTexts, html } from '../../engine/conversation';

/**
 * What a person agrees to. It follows docs/decisions/0033-what-is-kept-how-long.md, as /privacy does. When it says more, raise
 * CONSENT_VERSION.
 */
export const consentTexts = defineTexts({
  ru: {
    ask: html`<b>🔒 Сначала ваше согласие</b>

То, что вы пришлёте, я передаю двум компаниям в США:

📸 <b>FAL</b> (fal.ai) получает фото, обучает по ним модель лица, рисует ваши идеи и восстанавливает старые снимки (их может обработать и наш сервер). Копии там исчезают за сутки.
🎙️ <b>OpenAI</b> слушает голос, читает идеи, пишет документы и ответы по расшифровкам и вашим файлам, смотрит на картинки, по которым вы просите нарисовать, и на готовые — нет ли брака. Хранит всё по своим правилам.
🔊 Тексты, которые вы просите озвучить, получает OpenAI или FAL.

<b>У нас</b> фото и модель лица хранятся, пока вы не удалите аватар, идеи — столько же или до отзыва согласия. Запись голоса — месяц после расшифровки, чтобы её можно было послушать снова; не вышло текста — стираем сразу. Картинку-образец — пока не опишем её. Готовое (картинки, тексты, документы, ответы, озвучка) — пока вы его не удалите.

🙂 <b>Чьё лицо.</b> Своё — или другого взрослого, который об этом знает и согласен. Возраст лица и чьё оно, измеряет наш сервер: если на фото разные люди, лицо просили не рисовать или на аватар пожаловались (/report), попрошу два селфи; без них не рисую. Селфи сразу стираю.

Голос и файлы — тоже свои или с согласия. Передумать можно всегда: кнопка «Отозвать согласие» в /privacy удалит аватары, фото, записи и присланные файлы.

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

I pass what you send to two companies in the USA:

📸 <b>FAL</b> (fal.ai) gets your photos, trains a model of your face on them, draws your ideas and restores old pictures (our own server may do that, too). Its copies are gone within a day.
🎙️ <b>OpenAI</b> listens to your voice, reads your ideas, writes documents and answers from your transcripts and files, and looks at pictures you ask me to draw from and at finished ones for flaws. It keeps all that under its own rules.
🔊 Texts you ask to have read aloud go to OpenAI or FAL.

<b>We</b> keep photos and the model of your face until you delete the avatar; ideas as long, or until you withdraw your consent. A voice recording: a month after its text is ready, so that you can listen again; if there’s no text, we erase it at once. A picture to draw from: until it’s described. What I made for you (pictures, texts, documents, answers, speech): until you delete it.

🙂 <b>Whose face.</b> Yours, or another adult’s who knows about it and agrees. Our server measures how old a face looks and whose it is: if the photos show different people, somebody asked that the face isn’t drawn, or the avatar is reported (/report), I’ll ask for two selfies and draw nothing without them. Selfies are erased at once.

Voice and files: your own, too, or with consent. You can change your mind any time: “Withdraw consent” in /privacy deletes your avatars, photos, recordings and the files you sent.

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
