import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

export const upscaleTexts = defineTexts({
  ru: {
    which: html`✨ <b>Какую картинку улучшить?</b>

Сделаю её вдвое больше по каждой стороне и пришлю файлом.`,
    picture: (place: number) => `Картинка ${place}`,
    gone: html`Этих картинок уже нет.`,
    confirm: (price: CentiCredits) => html`✨ <b>Улучшить картинку</b>

Вдвое больше по каждой стороне, лицо останется вашим. Пришлю файлом, без сжатия.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '✨ Улучшить',
    what: 'вдвое больше',
    caption: html`✨ Вдвое больше, в полном качестве.`,
    fileName: 'aisha.jpg',
    back: '‹ Назад',
    menu: '🏠 Меню',
  },
  en: {
    which: html`✨ <b>Which picture shall I upscale?</b>

It comes back twice as large on each side, as a file.`,
    picture: (place: number) => `Picture ${place}`,
    gone: html`Those pictures are gone.`,
    confirm: (price: CentiCredits) => html`✨ <b>Upscale the picture</b>

Twice as large on each side, the face stays yours. It comes as a file, uncompressed.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it does not work out, the credits come back.',
    start: '✨ Upscale',
    what: 'twice as large',
    caption: html`✨ Twice as large, in full quality.`,
    fileName: 'aisha.jpg',
    back: '‹ Back',
    menu: '🏠 Menu',
  },
});
