import type { CentiCredits } from '@aisha/domain';
import type { RestorationRefusal, RestorationScale } from '@aisha/kinds';
import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const NAME: Readonly<Record<RestorationScale, string>> = { x2: '×2', x4: '×4' };

export interface Sized {
  readonly scale: RestorationScale;
  /** Of the result, in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Offered {
  readonly faces: number;
  readonly result: Sized | null;
  readonly price: CentiCredits;
}

const refusedRu: Readonly<Record<RestorationRefusal, Html>> = {
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
const refusedEn: Readonly<Record<RestorationRefusal, Html>> = {
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

export const restoreTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    ask: html`📷 <b>Пришлите старое или нечёткое фото с лицом</b>

Сделаю лица чёткими, а фото — крупнее. Чёрно-белые, размытые и маленькие снимки тоже подойдут. Исходное фото останется нетронутым.

Если есть скан, пришлите его файлом: так Telegram его не сожмёт.`,
    refused: (refusal: RestorationRefusal) => refusedRu[refusal],
    again: '🔁 Попробовать ещё раз',
    onlyPhotos: html`Здесь я жду фото 📷`,
    looking: html`📷 Смотрю на фото… Обычно это несколько секунд.`,
    oneAtATime: html`По одному, пожалуйста: я ещё смотрю на прошлое фото.`,
    stillLooking: html`Ещё смотрю на фото. Сейчас покажу, что получится и сколько стоит.`,
    seen: html`📷 <b>Фото посмотрела, лицо нашла</b>

Можно сделать его чётким.`,
    toOffer: '📷 Показать цену',
    gone: html`Этого фото уже нет. Пришлите его ещё раз.`,
    confirm: ({ faces, result, price }: Offered) => html`📷 <b>Сделать фото чётким</b>

Нашла ${faces} ${russianPlural(faces, 'лицо', 'лица', 'лиц')}. ${result && `Фото станет ${result.width}×${result.height} пикселей. `}Покажу «до» и «после» и пришлю файлом. Совсем стёртые черты нейросеть дорисует сама, поэтому исходное фото останется рядом.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '📷 Сделать чётким',
    scale: ({ scale, width, height }: Sized, isChosen: boolean) =>
      `${isChosen ? '✓ ' : ''}${NAME[scale]} · ${width}×${height}`,
    what: (scale: RestorationScale) => NAME[scale],
    another: '📷 Другое фото',
    done: html`📷 Готово! Чёткое фото — в файле.`,
    original: '🖼️ Оригинал',
    originalCaption: html`🖼️ Фото, каким оно было.`,
    originalFile: 'исходное-фото.jpg',
    remove: '🗑️ Удалить',
    askRemove: html`🗑️ Удалить это фото? Исчезнут чёткое, исходное и картинка «до» и «после»: и здесь, и у нас.`,
    askRemoveOld: html`🗑️ Удалить это фото? У нас исчезнут чёткое, исходное и картинка «до» и «после». Из чата уберу то, что прислала за последние два дня; остальное, пожалуйста, удалите сами: старое Telegram мне убирать не даёт.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`🗑️ Фото удалено: и здесь, и у нас.`,
    removedOld: html`🗑️ У нас фото удалено. Сообщения старше двух дней остались в чате: убрать их можете только вы.`,
  },
  en: {
    menu: '🏠 Menu',
    ask: html`📷 <b>Send an old or blurred photo with a face</b>

I’ll make the faces sharp and the photo larger. Black and white, blurred and tiny ones are fine. The photo as it was stays untouched.

If you have a scan, send it as a file: Telegram won’t compress it then.`,
    refused: (refusal: RestorationRefusal) => refusedEn[refusal],
    again: '🔁 Try again',
    onlyPhotos: html`I’m waiting for a photo here 📷`,
    looking: html`📷 Looking at the photo… This usually takes a few seconds.`,
    oneAtATime: html`One at a time, please: I’m still looking at the last photo.`,
    stillLooking: html`Still looking at the photo. In a moment I’ll show what comes of it and what it costs.`,
    seen: html`📷 <b>I’ve looked at your photo and found a face</b>

I can make it sharp.`,
    toOffer: '📷 Show the price',
    gone: html`That photo is gone. Please send it again.`,
    confirm: ({ faces, result, price }: Offered) => html`📷 <b>Make the photo sharp</b>

I found ${faces} ${faces === 1 ? 'face' : 'faces'}. ${result && `The photo will have ${result.width}×${result.height} pixels. `}I’ll show before and after and send it as a file. What has faded altogether is filled in by AI, so the photo as it was stays beside it.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back.',
    start: '📷 Make it sharp',
    scale: ({ scale, width, height }: Sized, isChosen: boolean) =>
      `${isChosen ? '✓ ' : ''}${NAME[scale]} · ${width}×${height}`,
    what: (scale: RestorationScale) => NAME[scale],
    another: '📷 Another photo',
    done: html`📷 Done! The sharp photo is in the file.`,
    original: '🖼️ Original',
    originalCaption: html`🖼️ The photo as it was.`,
    originalFile: 'original-photo.jpg',
    remove: '🗑️ Delete',
    askRemove: html`🗑️ Delete this photo? The sharp one, the one it was and the picture of both will be gone, both here and in our storage.`,
    askRemoveOld: html`🗑️ Delete this photo? The sharp one, the one it was and the picture of both will be gone from our storage. From the chat I’ll take what I sent in the last two days; please delete the rest yourself: Telegram doesn’t let me remove older messages.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    removed: html`🗑️ The photo is deleted, both here and in our storage.`,
    removedOld: html`🗑️ The photo is deleted from our storage. Messages older than two days are still in this chat: only you can remove them.`,
  },
});
