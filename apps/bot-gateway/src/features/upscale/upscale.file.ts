import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';

export const upscaleFile: FileKindView = {
  words: {
    ru: { many: '✨ Улучшенные', one: '✨ Улучшенная', fileName: 'улучшенная' },
    en: { many: '✨ Upscaled', one: '✨ Upscaled', fileName: 'upscaled' },
  },
  as: 'picture',
  shownBy: itself,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'upscale', orderId, userId }),
};
