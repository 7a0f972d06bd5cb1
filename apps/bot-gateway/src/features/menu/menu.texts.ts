import { TRAINING_PRESETS, type CentiCredits } from '@aisha/domain';
import { defineTexts, html, type Html, type Storey } from '../../engine/conversation';
import { creditsMissingRu, creditsText } from '../../orders/credits.texts';
import type { CheapestPrices } from '../../orders/price-list';

const { fast, best } = TRAINING_PRESETS;

const storeys = {
  ru: {
    create: { button: '🪄 Творчество', title: '🪄 Творчество', words: 'Аватары, картинки и чёткие фото.' },
    works: { button: '🗂️ Мои работы', title: '🗂️ Мои работы', words: 'Всё, что мы с вами уже сделали.' },
    assistant: { button: '💼 Ассистент', title: '💼 Бизнес-ассистент', words: 'Рутину беру на себя.' },
    settings: { button: '⚙️ Настройки', title: '⚙️ Настройки', words: 'Язык, баланс и всё, что вы мне доверили.' },
  },
  en: {
    create: { button: '🪄 Create', title: '🪄 Create', words: 'Avatars, pictures and sharp photos.' },
    works: { button: '🗂️ My work', title: '🗂️ My work', words: 'Everything we’ve made so far.' },
    assistant: { button: '💼 Assistant', title: '💼 Business assistant', words: 'Leave the routine to me.' },
    settings: { button: '⚙️ Settings', title: '⚙️ Settings', words: 'Language, balance and your privacy.' },
  },
} satisfies Record<'ru' | 'en', Record<Storey, { button: string; title: string; words: string }>>;

export const menuTexts = defineTexts({
  ru: {
    hello: (name: string, { training, picture, minute }: CheapestPrices): Html =>
      html`Привет, ${name}! 👋 Я Аиша, ИИ-студия прямо в Telegram.

🎭 Пришлите 10–20 селфи, и я соберу вашу личную нейромодель: от ${fast.aboutMinutes} минут, от ${creditsMissingRu(training)}.
🎨 Одна строчка — и вы на фото где угодно: в Париже, на Луне, на обложке журнала. Картинка — ${creditsText(picture, 'ru')}.
🎙️ Голосовое превращу в аккуратный текст: ${creditsText(minute, 'ru')} за минуту речи.

Платите только за готовое.`,
    gift: (amount: CentiCredits): Html => html`🎁 <b>${creditsText(amount, 'ru')}</b> в подарок: пробуйте!`,
    menu: html`<b>Чем займёмся?</b> ✨`,
    storey: (storey: Storey) => storeys.ru[storey].button,
    storeyTitle: (storey: Storey): Html => html`<b>${storeys.ru[storey].title}</b>

${storeys.ru[storey].words}`,
    storeys: '☰ Все разделы',
    drop: '✖️ Убрать',
    dropNamed: (name: string) => `✖️ Убрать: ${name}`,
    moreDrafts: (count: number) => `🗂️ Другие: ${count}`,
    drafts: html`<b>🗂️ Другие черновики</b>`,
    noDrafts: html`Черновиков больше нет 👌`,
    olderDrafts: 'Ещё ›',
    dropped: (name: string, remains: string | undefined) =>
      html`Убрала черновик: <b>${name}</b>.${remains && ` ${remains}`} Передумаете — в течение суток верну.`,
    restore: '↩️ Вернуть',
    running: (areMore: boolean) =>
      html`Вот что сейчас в работе. Что отменить? Если остановить не успею, результат придёт и спишутся кредиты.${
        areMore && ' Остальное можно отменить кнопкой под самим заказом.'
      }`,
    nothingBegun: html`Сейчас останавливать нечего 👌`,
    toMenu: '🏠 Меню',
    chooseLanguage: html`На каком языке будем говорить? 🌐`,
    timeZone: '🌍 Часовой пояс',
    back: '‹ Назад',
    report: '🚩 Пожаловаться',
    help: ({ training, picture, pictureWithoutAvatar, minute }: CheapestPrices): Html => html`<b>Как это работает</b>

1️⃣ <b>Аватар.</b> Пришлите 10–20 своих фото: лицо крупно, разный свет и ракурсы. Обучение: ${fast.aboutMinutes}–${best.aboutMinutes} минут, от ${creditsMissingRu(training)}.
2️⃣ <b>Картинка.</b> Опишите идею одной фразой на любом языке или пришлите картинку «хочу так же», остальное придумаю я. Каждая — ${creditsText(picture, 'ru')}, без аватара — ${creditsText(pictureWithoutAvatar, 'ru')}.
3️⃣ <b>Текст.</b> Пришлите голосовое, аудио, видео или ссылку на запись, верну текст: ${creditsText(minute, 'ru')} за минуту речи, тишина бесплатно. Из текста или вашего файла сделаю документ: итоги встречи, список дел, письмо, а по расшифровкам отвечу на вопросы. В группе ответьте на голосовое /text: /groups.
4️⃣ <b>Озвучка.</b> Пришлите текст, прочитаю его вслух: /speak.
5️⃣ <b>Чёткое фото.</b> Старое или размытое фото с лицом станет чётким и крупным.

💳 Цена видна до заказа. Не получилось — кредиты вернутся сами.
🔒 Что я храню, как долго и какие сервисы это видят: /privacy. Удалить файл: /files, аватар: /avatars.

/cancel — остановить начатое, /support — написать человеку, /report — пожаловаться: моё лицо без спроса.`,
  },
  en: {
    hello: (name: string, { training, picture, minute }: CheapestPrices): Html =>
      html`Hi ${name}! 👋 I’m Aisha, an AI studio right here in Telegram.

🎭 Send me 10–20 selfies and I’ll train a personal model of you: from ${fast.aboutMinutes} minutes, from ${creditsText(training, 'en')}.
🎨 One line, and you’re in the photo: in Paris, on the Moon, on a magazine cover. ${creditsText(picture, 'en')} a picture.
🎙️ Voice messages become tidy text: ${creditsText(minute, 'en')} a minute of speech.

You only pay for what you get.`,
    gift: (amount: CentiCredits): Html => html`🎁 <b>${creditsText(amount, 'en')}</b> on me: try it out!`,
    menu: html`<b>What would you like to make?</b> ✨`,
    storey: (storey: Storey) => storeys.en[storey].button,
    storeyTitle: (storey: Storey): Html => html`<b>${storeys.en[storey].title}</b>

${storeys.en[storey].words}`,
    storeys: '☰ All sections',
    drop: '✖️ Drop',
    dropNamed: (name: string) => `✖️ Drop: ${name}`,
    moreDrafts: (count: number) => `🗂️ Others: ${count}`,
    drafts: html`<b>🗂️ Other drafts</b>`,
    noDrafts: html`No more drafts 👌`,
    olderDrafts: 'More ›',
    dropped: (name: string, remains: string | undefined) =>
      html`Dropped the draft: <b>${name}</b>.${remains && ` ${remains}`} Changed your mind? You can bring it back within a day.`,
    restore: '↩️ Bring it back',
    running: (areMore: boolean) =>
      html`Here’s what’s in progress. What should I cancel? If I can’t stop it in time, you’ll get the result and pay for it.${
        areMore && ' You can cancel the rest with the button under the order itself.'
      }`,
    nothingBegun: html`Nothing to stop right now 👌`,
    toMenu: '🏠 Menu',
    chooseLanguage: html`Choose a language 🌐`,
    timeZone: '🌍 Time zone',
    back: '‹ Back',
    report: '🚩 Report',
    help: ({ training, picture, pictureWithoutAvatar, minute }: CheapestPrices): Html => html`<b>How it works</b>

1️⃣ <b>Avatar.</b> Send 10–20 photos of yourself: face close up, different light and angles. Training takes ${fast.aboutMinutes}–${best.aboutMinutes} minutes, from ${creditsText(training, 'en')}.
2️⃣ <b>Picture.</b> Describe your idea in one line, in any language, or send a picture you like; I’ll work out the rest. ${creditsText(picture, 'en')} each, ${creditsText(pictureWithoutAvatar, 'en')} without an avatar.
3️⃣ <b>Text.</b> Send a voice message, audio, a video or a link to a recording and get it back as text: ${creditsText(minute, 'en')} a minute of speech, silence is free. I’ll make a document of the text, or of a file of yours: minutes, a to-do list, a letter, and I answer questions about transcripts. In a group, reply /text to a voice message: /groups.
4️⃣ <b>Read aloud.</b> Send a text and I’ll read it out: /speak.
5️⃣ <b>Sharp photo.</b> An old or blurred photo of a face becomes sharp and larger.

💳 You see the price before you order. If something fails, you’re refunded automatically.
🔒 What I keep, for how long, and which services see it: /privacy. To delete a file: /files, an avatar: /avatars.

/cancel to stop what’s under way, /support to reach a human, /report if your face is used without your consent.`,
  },
});
