import { UpscaleReader } from '@aisha/kinds/tables';
import { galleryTexts, inEveryLanguage, upscaleTexts } from '@aisha/words';
import { documentOf } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { itself } from '../../orders/shown-by';
import { openGallery } from '../../callbacks/gallery.callbacks';
import { openGenerate } from '../../callbacks/generate.callbacks';
import { drawLikeIt } from '../../callbacks/photo-prompt.callbacks';

const upscaleFile: FileKindView = {
  words: inEveryLanguage(upscaleTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileKeptAs })),
  as: 'picture',
  shownBy: itself,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'upscale', orderId, userId }),
};

/** How the bot shows and handles an order that enlarges a delivered picture. */
export const upscaleOrder: OrderKindView<'upscale'> = {
  kind: 'upscale',
  title: inEveryLanguage(upscaleTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(upscaleTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(upscaleTexts, (t) => t.orderPreparing),
  files: { upscale: upscaleFile },
  result: async (orderId, { readers, userId, language }) => {
    const t = upscaleTexts[language];
    const copy = await readers.of(UpscaleReader).find(userId, orderId);
    return { contents: copy?.filePath ? [documentOf(copy.filePath, t.fileName, t.caption)] : [] };
  },
  delivered: inEveryLanguage(upscaleTexts, (t) => () => t.orderDelivered),
  resultButtons: (_, language) => [[openGenerate.button(upscaleTexts[language].anotherIdea, {})]],
  retryButtons: (_, language) => [[openGallery.button(galleryTexts[language].openPictures, {})]],
};
