import { documentTexts, inEveryLanguage } from '@aisha/words';
import { otherFormats } from './document.callbacks';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { readAloud } from '../speech/speech.callbacks';

export const documentFile: FileKindView = {
  words: inEveryLanguage(documentTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  as: 'document',
  otherFormats,
  shownBy: itsOrder,
  uses: [readAloud],
  removal: ({ orderId }, userId) => removal({ kind: 'document', orderId, userId }),
};
