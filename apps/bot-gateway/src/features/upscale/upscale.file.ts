import { inEveryLanguage, upscaleTexts } from '@aisha/words';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';

export const upscaleFile: FileKindView = {
  words: inEveryLanguage(upscaleTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileKeptAs })),
  as: 'picture',
  shownBy: itself,
  uses: [drawLikeIt],
  removal: ({ orderId }, userId) => removal({ kind: 'upscale', orderId, userId }),
};
