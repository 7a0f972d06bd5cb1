import { inEveryLanguage, restoreTexts, sentPhotoTexts } from '@aisha/words';
import { ERROR_CODES, type Language } from '@aisha/domain';
import { EnhancementReader } from '@aisha/kinds/tables';
import type { Html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import type { ResultCardState } from '../../orders/result.state';
import {
  deleteRestored,
  deleteRestoredSurely,
  keepRestored,
  openRestore,
  restoreAgain,
  showOriginal,
} from './restore.callbacks';
import { restoredPhoto } from './restored-photo';
import { restorationFile } from './restoration.file';

const delivered = ({ removal }: ResultCardState, language: Language): Html => {
  const t = restoreTexts[language];
  if (!removal) return t.done;
  if (removal.state === 'asked') return removal.isFromChat ? t.askRemove : t.askRemoveOld;
  return removal.isFromChat ? t.removed : t.removedOld;
};

/** It failed by our fault or the provider's: another try may succeed while its photo waits, which is a day; this card stays. */
const maySucceed = ({ outcome }: ResultCardState): boolean =>
  outcome.type === 'failed' && outcome.code !== 'file-missing' && ERROR_CODES[outcome.code].blame !== 'user';

/** A photo of a face made sharp. */
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
