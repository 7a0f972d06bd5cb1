import type { Language } from '@aisha/domain';
import { EnhancementReader, type RestoredPhoto } from '@aisha/kinds/tables';
import { inEveryLanguage, restoredPhotoTexts, restoreTexts, sentPhotoTexts } from '@aisha/words';
import type { Html } from '../../engine/conversation';
import { albumOf, type Content, documentOf } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { maySucceed, type ResultCardState } from '../../orders/result.state';
import { itsOrder } from '../../orders/shown-by';
import { drawLikeIt } from '../../callbacks/photo-prompt.callbacks';
import {
  deleteRestored,
  deleteRestoredSurely,
  keepRestored,
  openRestore,
  restoreAgain,
  showOriginal,
} from '../../callbacks/restore.callbacks';

const restorationFile: FileKindView = {
  words: inEveryLanguage(restoreTexts, (t) => ({
    many: t.fileMany,
    one: t.fileOne,
    fileName: t.fileName,
    removedWith: t.fileRemovedWith,
  })),
  as: 'picture',
  shownBy: itsOrder,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'restoration', orderId, userId }),
};

/** The delivered photo: one picture with before and after, and the restored photo as a file. */
const restoredPhoto = (
  { comparisonPath, filePath }: Pick<RestoredPhoto, 'comparisonPath' | 'filePath'>,
  language: Language,
): readonly Content[] => {
  const t = restoredPhotoTexts[language];
  return [
    ...(comparisonPath ? [albumOf([comparisonPath], t.comparison)] : []),
    ...(filePath ? [documentOf(filePath, t.fileName, t.caption)] : []),
  ];
};

const delivered = ({ removal }: ResultCardState, language: Language): Html => {
  const t = restoreTexts[language];
  if (!removal) return t.done;
  if (removal.state === 'asked') return removal.isFromChat ? t.askRemove : t.askRemoveOld;
  return removal.isFromChat ? t.removed : t.removedOld;
};

/** How the bot shows and handles an order that makes the photo of a face sharp. */
export const restorationOrder: OrderKindView<'restoration'> = {
  kind: 'restoration',
  title: inEveryLanguage(restoreTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(restoreTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(restoreTexts, (t) => t.orderPreparing),
  files: { restoration: restorationFile },
  result: async (orderId, { readers, userId, language }) => {
    const photo = await readers.of(EnhancementReader).find(userId, orderId);
    return { contents: photo ? restoredPhoto(photo, language) : [] };
  },
  again: inEveryLanguage(restoreTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(restoreTexts, (_, language) => (__, state) => delivered(state, language)),
  resultButtons: ({ orderId, removal }, language) => {
    const t = restoreTexts[language];
    const another = openRestore.button(sentPhotoTexts[language].another, {});
    if (removal?.state === 'done') return [[another]];
    if (removal)
      return [[deleteRestoredSurely.button(t.removeSurely, { orderId }), keepRestored.button(t.keep, { orderId })]];
    return [[showOriginal.button(t.original, { orderId }), deleteRestored.button(t.remove, { orderId })], [another]];
  },
  retryButtons: (state, language) => {
    const t = sentPhotoTexts[language];
    return [
      ...(maySucceed(state) ? [[restoreAgain.button(t.again, { orderId: state.orderId })]] : []),
      [openRestore.button(t.another, {})],
    ];
  },
};
