import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { FileKindView } from './file-kind';
import { drawLikeIt } from './uses';

export const upscaleKind: FileKindView = {
  words: {
    ru: { many: '✨ Увеличенные', one: '✨ Увеличенная картинка', fileName: 'увеличенная' },
    en: { many: '✨ Enlarged', one: '✨ Enlarged picture', fileName: 'enlarged' },
  },
  isPicture: true,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => [
    {
      message: message(imageGeneratorInbox, 'delete-upscale', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ],
};
