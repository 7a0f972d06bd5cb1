import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';

export const restorationFile: FileKindView = {
  words: {
    ru: {
      many: '📷 Чёткие фото',
      one: '📷 Чёткое фото',
      fileName: 'чёткое-фото',
      removedWith: 'вместе с оригиналом',
    },
    en: {
      many: '📷 Sharp photos',
      one: '📷 Sharp photo',
      fileName: 'sharp-photo',
      removedWith: 'together with the original',
    },
  },
  as: 'picture',
  shownBy: itsOrder,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'restoration', orderId, userId }),
};
