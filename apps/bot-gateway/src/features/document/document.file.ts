import { otherFormats } from './document.callbacks';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { readAloud } from '../speech/speech.callbacks';

export const documentFile: FileKindView = {
  words: {
    ru: { many: '📑 Документы', one: '📑 Документ', fileName: 'документ' },
    en: { many: '📑 Documents', one: '📑 Document', fileName: 'document' },
  },
  as: 'document',
  otherFormats,
  shownBy: itsOrder,
  uses: [readAloud],
  removal: ({ orderId }, userId) => removal({ kind: 'document', orderId, userId }),
};
