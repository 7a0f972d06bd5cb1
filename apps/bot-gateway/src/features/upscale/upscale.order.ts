import { UpscaleReader } from '@aisha/kinds/tables';
import { html } from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import type { OrderKindView } from '../../orders/order-kind';
import { openGenerate } from '../generate/generate.callbacks';
import { upscaleTexts } from '@aisha/words';
import { upscaleFile } from './upscale.file';

/** A delivered picture made larger. */
export const upscaleOrder: OrderKindView<'upscale'> = {
  kind: 'upscale',
  title: { ru: '✨ Улучшение', en: '✨ Upscale' },
  shortTitle: { ru: '✨ Улучшение', en: '✨ Upscale' },
  preparing: { ru: '🧺 Готовлю картинку', en: '🧺 Preparing the picture' },
  files: { upscale: upscaleFile },
  result: async (orderId, { readers, userId, language }) => {
    const t = upscaleTexts[language];
    const copy = await readers.of(UpscaleReader).find(userId, orderId);
    return { contents: copy?.filePath ? [documentOf(copy.filePath, t.fileName, t.caption)] : [] };
  },
  delivered: {
    ru: () => html`✨ Готово! Улучшенная картинка — в файле.`,
    en: () => html`✨ Done! The upscaled picture is in the file.`,
  },
  resultButtons: (_, language) => [[openGenerate.button(upscaleTexts[language].anotherIdea, {})]],
  retryButtons: () => [],
};
