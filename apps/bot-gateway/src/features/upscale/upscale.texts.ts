import type { CentiCredits } from '@aisha/domain';
import type { UpscaleSize } from '@aisha/kinds';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const NAME: Readonly<Record<UpscaleSize, string>> = { '2k': '2K', '4k': '4K' };

export const upscaleTexts = defineTexts({
  ru: {
    which: html`✨ <b>Какую картинку улучшить?</b>

Сделаю её крупнее, до 2K или 4K, и пришлю файлом.`,
    picture: (place: number) => `Картинка ${place}`,
    gone: html`Этих картинок уже нет.`,
    confirm: (longestSide: number | null, price: CentiCredits) => html`✨ <b>Улучшить картинку</b>

${longestSide && `Длинная сторона: ${longestSide} ${russianPlural(longestSide, 'пиксель', 'пикселя', 'пикселей')}. `}Лицо останется прежним. Пришлю файлом, без сжатия.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся.',
    start: '✨ Улучшить',
    anotherIdea: '🎨 Другая идея',
    size: (size: UpscaleSize, isChosen: boolean) => `${isChosen ? '✓' : ''}${NAME[size]}`,
    what: (size: UpscaleSize) => `до ${NAME[size]}`,
    caption: html`✨ Улучшенная картинка, в полном качестве.`,
    fileName: 'aisha.jpg',
    back: '‹ Назад',
    menu: '🏠 Меню',
  },
  en: {
    which: html`✨ <b>Which picture should I upscale?</b>

I’ll make it larger, up to 2K or 4K, and send it as a file.`,
    picture: (place: number) => `Picture ${place}`,
    gone: html`Those pictures are gone.`,
    confirm: (longestSide: number | null, price: CentiCredits) => html`✨ <b>Upscale the picture</b>

${longestSide && `Longest side: ${longestSide} pixels. `}The face stays the same. It comes as a file, uncompressed.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back.',
    start: '✨ Upscale',
    anotherIdea: '🎨 New idea',
    size: (size: UpscaleSize, isChosen: boolean) => `${isChosen ? '✓' : ''}${NAME[size]}`,
    what: (size: UpscaleSize) => `up to ${NAME[size]}`,
    caption: html`✨ The upscaled picture, in full quality.`,
    fileName: 'aisha.jpg',
    back: '‹ Back',
    menu: '🏠 Menu',
  },
});
