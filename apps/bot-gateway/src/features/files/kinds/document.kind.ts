import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { otherFormats } from '../../document/document.callbacks';
import type { FileKindView } from './file-kind';
import { itsOrder } from './shown-by';
import { readAloud } from './uses';

export const documentKind: FileKindView = {
  words: {
    ru: { many: '📑 Документы', one: '📑 Документ', fileName: 'документ' },
    en: { many: '📑 Documents', one: '📑 Document', fileName: 'document' },
  },
  isPicture: false,
  otherFormats,
  shownBy: itsOrder,
  uses: [readAloud],
  removal: ({ orderId }, userId) => [
    {
      message: message(transcriberInbox, 'delete-document', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ],
};
