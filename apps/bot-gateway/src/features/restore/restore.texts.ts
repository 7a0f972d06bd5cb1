import type { CentiCredits } from '@aisha/domain';
import type { RestorationScale } from '@aisha/kinds';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { sentPhotoTexts } from '../../orders/sent-photo/sent-photo.texts';

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

export const restoreTexts = defineTexts({
  ru: {
    ...sentPhotoTexts.ru,
    ask: html`📷 <b>Пришлите старое или нечёткое фото с лицом</b>

Сделаю лица чёткими, а фото — крупнее. Чёрно-белые, размытые и маленькие снимки тоже подойдут. Исходное фото останется нетронутым.

Если есть скан, пришлите его файлом: так Telegram его не сожмёт.`,
    confirm: ({ faces, result, price }: Offered) => html`📷 <b>Сделать фото чётким</b>

Нашла ${faces} ${russianPlural(faces, 'лицо', 'лица', 'лиц')}. ${result && `Фото станет ${result.width}×${result.height} пикселей. `}Покажу «до» и «после» и пришлю файлом. Совсем стёртые черты нейросеть дорисует сама, поэтому исходное фото останется рядом.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '📷 Сделать чётким',
    scale: ({ scale, width, height }: Sized, isChosen: boolean) =>
      `${isChosen ? '✓ ' : ''}${NAME[scale]} · ${width}×${height}`,
    what: (scale: RestorationScale) => NAME[scale],
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
    ...sentPhotoTexts.en,
    ask: html`📷 <b>Send an old or blurred photo with a face</b>

I’ll make the faces sharp and the photo larger. Black and white, blurred and tiny ones are fine. The photo as it was stays untouched.

If you have a scan, send it as a file: Telegram won’t compress it then.`,
    confirm: ({ faces, result, price }: Offered) => html`📷 <b>Make the photo sharp</b>

I found ${faces} ${faces === 1 ? 'face' : 'faces'}. ${result && `The photo will have ${result.width}×${result.height} pixels. `}I’ll show before and after and send it as a file. What has faded altogether is filled in by AI, so the photo as it was stays beside it.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back.',
    start: '📷 Make it sharp',
    scale: ({ scale, width, height }: Sized, isChosen: boolean) =>
      `${isChosen ? '✓ ' : ''}${NAME[scale]} · ${width}×${height}`,
    what: (scale: RestorationScale) => NAME[scale],
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
