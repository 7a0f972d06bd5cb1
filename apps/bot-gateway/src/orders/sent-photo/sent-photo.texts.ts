import type { SentPhotoRefusal } from '@aisha/kinds';
import { defineTexts, html, type Html } from '../../engine/conversation';

const refusedRu: Readonly<Record<SentPhotoRefusal, Html>> = {
  'not-fetched': html`📷 Telegram не отдал мне фото. Попробуйте ещё раз или пришлите его заново.`,
  deleted: html`📷 Этого фото у меня больше нет. Пришлите его ещё раз или выберите другое в «Моих файлах».`,
  'not-a-picture': html`📷 Это не фото или формат, которого я не знаю. Пришлите JPEG, PNG, WebP или HEIC — можно обычным фото.`,
  damaged: html`📷 Файл не открылся: похоже, он повреждён. Пришлите фото ещё раз или другое.`,
  'too-large': html`📷 Этот файл слишком большой: до 20 МБ, пожалуйста. Проще всего прислать его обычным фото.`,
  'too-many-at-once': html`📷 Я ещё смотрю на прошлые фото. Дождитесь их и попробуйте снова.`,
  'too-many-today': html`📷 На сегодня хватит: я смотрю до 50 фото в день. Завтра пришлите ещё.`,
  'storage-full': html`📷 Место закончилось: ваших файлов уже столько, сколько я могу хранить. Удалите ненужное в /files (что занимает больше всего, видно в «Виде файлов») и попробуйте ещё раз.`,
  'not-decent': html`📷 С таким фото я работать не возьмусь: откровенное не беру. Пришлите другое.`,
  'no-face': html`📷 Не нашла на этом фото лица, а чётче я делаю именно лица. Пришлите другое фото или переснимите его крупнее.`,
  unavailable: html`📷 Сейчас не получилось рассмотреть фото. Попытка не в счёт. Попробуйте ещё раз через минуту.`,
};
const refusedEn: Readonly<Record<SentPhotoRefusal, Html>> = {
  'not-fetched': html`📷 Telegram didn’t hand me the photo. Try again, or send it once more.`,
  deleted: html`📷 I no longer have that photo. Send it again, or choose another one in “My files”.`,
  'not-a-picture': html`📷 That’s not a photo, or not a format I know. Send a JPEG, PNG, WebP or HEIC; a plain photo is fine.`,
  damaged: html`📷 The file won’t open; it seems damaged. Send the photo again, or another one.`,
  'too-large': html`📷 That file is too big: 20 MB at most, please. The easiest way is to send it as a photo.`,
  'too-many-at-once': html`📷 I’m still looking at your earlier photos. Wait for those and try again.`,
  'too-many-today': html`📷 That’s all for today: I look at up to 50 photos a day. Send more tomorrow.`,
  'storage-full': html`📷 No room left: I already keep as many of your files as I can. Delete what you don’t need in /files (“Kind of files” shows what takes most) and try again.`,
  'not-decent': html`📷 I won’t work on a photo like that: nothing explicit. Send another one.`,
  'no-face': html`📷 I found no face in this photo, and faces are what I make sharp. Send another photo, or scan this one larger.`,
  unavailable: html`📷 I couldn’t look at the photo just now. This try doesn’t count. Try again in a minute.`,
};

/** What every conversation says that takes a sent photo. Its own texts hold these, and an `ask` of its own. */
export const sentPhotoTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    refused: (refusal: SentPhotoRefusal) => refusedRu[refusal],
    again: '🔁 Попробовать ещё раз',
    onlyPhotos: html`Здесь я жду фото 📷`,
    looking: html`📷 Смотрю на фото… Обычно это несколько секунд.`,
    oneAtATime: html`По одному, пожалуйста: я ещё смотрю на прошлое фото.`,
    stillLooking: html`Ещё смотрю на фото. Сейчас покажу, что получится и сколько стоит.`,
    seen: html`📷 <b>Фото посмотрела</b>

Можно браться за дело: покажу, что получится и сколько стоит.`,
    toOffer: '📷 Показать цену',
    gone: html`Этого фото уже нет. Пришлите его ещё раз.`,
    another: '📷 Другое фото',
  },
  en: {
    menu: '🏠 Menu',
    refused: (refusal: SentPhotoRefusal) => refusedEn[refusal],
    again: '🔁 Try again',
    onlyPhotos: html`I’m waiting for a photo here 📷`,
    looking: html`📷 Looking at the photo… This usually takes a few seconds.`,
    oneAtATime: html`One at a time, please: I’m still looking at the last photo.`,
    stillLooking: html`Still looking at the photo. In a moment I’ll show what comes of it and what it costs.`,
    seen: html`📷 <b>I’ve looked at your photo</b>

It’s fine: here’s what comes of it and what it costs.`,
    toOffer: '📷 Show the price',
    gone: html`That photo is gone. Please send it again.`,
    another: '📷 Another photo',
  },
});
