import { defineTexts, html } from '../../engine/conversation';

export const menuTexts = defineTexts({
  ru: {
    hello: (name: string) =>
      html`Привет, ${name}! 👋 Я Аиша — ИИ-студия прямо в Telegram.

🎭 Пришлите 10–20 селфи — и у меня появится ваша личная модель.
🎨 Одна строчка — и вы на фото где угодно: в Париже, на Луне, на обложке журнала.
🎙 Голосовое превращу в аккуратный текст.

Кредиты тратятся только на то, что вы получили.`,
    menu: html`<b>Чем займёмся?</b> ✨`,
    languageButton: '🌐 Язык',
    helpButton: '❓ Помощь',
    chooseLanguage: html`На каком языке будем говорить? 🌐`,
    back: '‹ Назад',
    cancelled: html`Хорошо, остановились 👌 Если был черновик, он ждёт ниже. Заказ в работе отменяется кнопкой под ним.`,
    help: html`<b>Как это работает</b>

1️⃣ <b>Аватар.</b> Пришлите 10–20 своих фото: лицо крупно, разный свет, разные ракурсы. Обучение занимает минуты.
2️⃣ <b>Картинка.</b> Опишите идею одной фразой на любом языке — остальное придумаю я.
3️⃣ <b>Текст.</b> Отправьте голосовое или аудио до 20 МБ — верну текст.

💳 Цена видна до подтверждения. Не получилось — кредиты возвращаются сами.
🔒 Фото нужны только для обучения вашей модели: кроме сервиса обучения их не получает никто. Удалите аватар — исчезнут и они, у сервиса — за сутки.

/menu — меню, /cancel — остановить начатое, /privacy — что хранится и как долго, /support — написать человеку.`,
  },
  en: {
    hello: (name: string) =>
      html`Hi ${name}! 👋 I am Aisha, an AI studio right inside Telegram.

🎭 Send 10–20 selfies and I learn a personal model of you.
🎨 One line, and you are in a photo anywhere: in Paris, on the Moon, on a magazine cover.
🎙 A voice message becomes tidy text.

Credits are only spent on what you received.`,
    menu: html`<b>What shall we do?</b> ✨`,
    languageButton: '🌐 Language',
    helpButton: '❓ Help',
    chooseLanguage: html`Which language shall we speak? 🌐`,
    back: '‹ Back',
    cancelled: html`All right, stopped 👌 A draft, if there was one, waits below. A running order has its own cancel button.`,
    help: html`<b>How it works</b>

1️⃣ <b>Avatar.</b> Send 10–20 photos of yourself: face close up, different light, different angles. Training takes minutes.
2️⃣ <b>Picture.</b> Describe the idea in one line in any language; I think up the rest.
3️⃣ <b>Text.</b> Send a voice message or an audio file up to 20 MB and get it back as text.

💳 You see the price before you confirm. If it fails, the credits come back by themselves.
🔒 Photos only serve to train your model: nobody but the training service gets them. Delete the avatar and they are gone too; the service's copies within a day.

/menu for the menu, /cancel to stop what you began, /privacy for what is kept and how long, /support to write to a human.`,
  },
});
