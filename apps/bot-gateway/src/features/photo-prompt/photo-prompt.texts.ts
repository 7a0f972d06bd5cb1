import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import type { PhotoIdeaRefusal } from '@aisha/domain';
import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';

const refusedRu: Readonly<Record<PhotoIdeaRefusal, Html>> = {
  'not-fetched': html`🖼️ Telegram не отдал мне картинку. Попробуйте ещё раз или пришлите её заново.`,
  deleted: html`🖼️ Этой картинки у меня больше нет: она удалена. Выберите другую в «Моих файлах» или пришлите эту ещё раз.`,
  'not-a-picture': html`🖼️ Это не картинка или формат, которого я не знаю. Пришлите JPEG, PNG, WebP или HEIC — можно обычным фото.`,
  damaged: html`🖼️ Файл не открылся: похоже, он повреждён. Пришлите картинку ещё раз или другую.`,
  'too-large': html`🖼️ Эта картинка слишком большая: до 20 МБ, пожалуйста. Проще всего прислать её обычным фото, не файлом.`,
  'too-many-at-once': html`🖼️ Я ещё смотрю на прошлые картинки. Дождитесь их и попробуйте снова.`,
  'too-many-today': html`🖼️ На сегодня хватит: я описываю до 20 картинок в день, это бесплатно. Завтра пришлите ещё. А идею словами можно написать прямо сейчас.`,
  'not-decent': html`🖼️ По такой картинке я рисовать не возьмусь: откровенное, жестокое и чужие документы не беру. Пришлите другую.`,
  'free-work-used-up': html`🖼️ Бесплатное на сегодня кончилось, а смотреть картинки я умею только бесплатно. Опишите идею словами или пришлите картинку завтра.`,
  'not-described': html`🖼️ Не нашла слов для этой картинки. Пришлите другую.`,
  unavailable: html`🖼️ Сейчас не получилось рассмотреть картинку: сервис не отвечает. Попытка не в счёт. Попробуйте ещё раз через минуту.`,
};
const refusedEn: Readonly<Record<PhotoIdeaRefusal, Html>> = {
  'not-fetched': html`🖼️ Telegram didn’t hand me the picture. Try again, or send it once more.`,
  deleted: html`🖼️ I no longer have that picture: it was deleted. Choose another one in “My files”, or send this one again.`,
  'not-a-picture': html`🖼️ That’s not a picture, or not a format I know. Send a JPEG, PNG, WebP or HEIC; a plain photo is fine.`,
  damaged: html`🖼️ The file won’t open; it seems damaged. Send the picture again, or another one.`,
  'too-large': html`🖼️ That picture is too big: 20 MB at most, please. The easiest way is to send it as a photo, not as a file.`,
  'too-many-at-once': html`🖼️ I’m still looking at your earlier pictures. Wait for those and try again.`,
  'too-many-today': html`🖼️ That’s all for today: I describe up to 20 pictures a day, free of charge. Send more tomorrow. You can type an idea right now.`,
  'not-decent': html`🖼️ I won’t draw from a picture like that: nothing explicit, violent, or with somebody’s documents. Send another one.`,
  'free-work-used-up': html`🖼️ What’s free is used up for today, and I look at pictures for free only. Describe your idea in words, or send the picture tomorrow.`,
  'not-described': html`🖼️ I couldn’t find words for this picture. Send another one.`,
  unavailable: html`🖼️ I couldn’t look at the picture just now: the service isn’t answering. This try doesn’t count. Try again in a minute.`,
};

export const photoPromptTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    ask: html`🖼️ <b>Пришлите картинку, которая вам нравится</b>

Кадр из фильма, фото из журнала, чей-то портрет. Я опишу её словами и нарисую так же, но с вами.

Это бесплатно: кредиты нужны только за сам рисунок. Картинку увидит OpenAI, а я сотру её сразу, как опишу.`,
    noAvatar: html`🖼️ Чтобы нарисовать вас как на картинке, сначала нужен готовый аватар: 10–20 фотографий и несколько минут.`,
    avatarFirst: html`Картинка хорошая 🙂 Но сначала сделаем аватар, а её потом пришлите ещё раз.`,
    create: '✨ Создать аватар',
    refused: (refusal: PhotoIdeaRefusal) => refusedRu[refusal],
    again: '🔁 Попробовать ещё раз',
    onlyPictures: html`Здесь я жду картинку 🖼️ А идею словами напишите в «Создать картинку».`,
    which: html`🖼️ <b>Что сделать с этим фото?</b>

Могу нарисовать вас так же, как на нём. Или сделать его чётким. Или начать с него новый аватар.`,
    likeThis: '🖼️ Картинку по этому фото',
    restore: '📷 Сделать его чётким',
    newAvatar: (photos: number) =>
      photos > 1 ? `✨ Новый аватар: ${photos} ${russianPlural(photos, 'фото', 'фото', 'фото')}` : '✨ Новый аватар',
    chooseFirst: html`Сначала выберите, что сделать с фото 👇`,
    looking: html`🖼️ Смотрю на картинку… Обычно это несколько секунд.`,
    oneAtATime: html`По одной, пожалуйста: я ещё смотрю на прошлую картинку.`,
    stillLooking: html`Ещё смотрю. Как закончу, идею можно будет поправить словами.`,
    described: (idea: PhotoIdea | undefined) => html`🖼️ <b>Идея по вашей картинке готова</b>

«${idea?.russian ?? ''}»`,
    toOffer: '🎨 Нарисовать меня так',
    another: '🖼️ Другая картинка',
    gone: html`Этой идеи больше нет. Пришлите картинку ещё раз.`,
  },
  en: {
    menu: '🏠 Menu',
    ask: html`🖼️ <b>Send a picture you like</b>

A film still, a magazine photo, someone’s portrait. I’ll put it into words and draw the same thing with you in it.

This part is free; only the drawing takes credits. OpenAI sees the picture, and I erase it as soon as it’s described.`,
    noAvatar: html`🖼️ To draw you like a picture I need an avatar first: 10–20 photos and a few minutes.`,
    avatarFirst: html`Nice picture 🙂 But first let’s make an avatar; send it again after that.`,
    create: '✨ Create an avatar',
    refused: (refusal: PhotoIdeaRefusal) => refusedEn[refusal],
    again: '🔁 Try again',
    onlyPictures: html`I’m waiting for a picture here 🖼️ To type an idea instead, go to “Make a picture”.`,
    which: html`🖼️ <b>What shall I do with this photo?</b>

I can draw you just like it. Or make the photo itself sharp. Or start a new avatar with it.`,
    likeThis: '🖼️ A picture like this one',
    restore: '📷 Make it sharp',
    newAvatar: (photos: number) => (photos > 1 ? `✨ A new avatar: ${photos} photos` : '✨ A new avatar'),
    chooseFirst: html`First choose what to do with the photo 👇`,
    looking: html`🖼️ Looking at the picture… This usually takes a few seconds.`,
    oneAtATime: html`One at a time, please: I’m still looking at the last picture.`,
    stillLooking: html`Still looking. Once I’m done, you can change the idea in your own words.`,
    described: (idea: PhotoIdea | undefined) => html`🖼️ <b>The idea from your picture is ready</b>

“${idea?.english ?? ''}”`,
    toOffer: '🎨 Draw me like that',
    another: '🖼️ Another picture',
    gone: html`That idea is gone. Please send the picture again.`,
  },
});
