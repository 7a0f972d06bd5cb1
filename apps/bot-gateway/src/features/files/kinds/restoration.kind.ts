import { restorationRemoval } from '../../../orders/removals';
import type { FileKindView } from './file-kind';
import { itsOrder } from './shown-by';
import { drawLikeIt } from './uses';

export const restorationKind: FileKindView = {
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
  isPicture: true,
  shownBy: itsOrder,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => restorationRemoval(orderId, userId),
};
