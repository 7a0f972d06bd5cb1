import { message } from '@aisha/contracts';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import type { FileKindView } from './file-kind';

export const restorationKind: FileKindView = {
  words: {
    ru: { many: '📷 Чёткие фото', one: '📷 Чёткое фото', fileName: 'чёткое-фото' },
    en: { many: '📷 Sharp photos', one: '📷 Sharp photo', fileName: 'sharp-photo' },
  },
  isPicture: true,
  removal: ({ orderId }, userId) => [
    {
      message: message(photoEnhancerInbox, 'delete-restoration', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ],
};
