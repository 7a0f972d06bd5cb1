import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { FileKindView } from './file-kind';
import { itself } from './shown-by';
import { drawLikeIt } from './uses';

export const upscaleKind: FileKindView = {
  words: {
    ru: { many: '✨ Улучшенные', one: '✨ Улучшенная', fileName: 'улучшенная' },
    en: { many: '✨ Upscaled', one: '✨ Upscaled', fileName: 'upscaled' },
  },
  isPicture: true,
  shownBy: itself,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => [
    {
      message: message(imageGeneratorInbox, 'delete-upscale', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ],
};
