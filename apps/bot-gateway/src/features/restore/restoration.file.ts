import { inEveryLanguage, restoreTexts } from '@aisha/words';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';

export const restorationFile: FileKindView = {
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
