import { inEveryLanguage, speechTexts } from '@aisha/words';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { writeDown } from '../transcribe/transcribe.callbacks';

export const speechFile: FileKindView = {
  words: inEveryLanguage(speechTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  as: 'document',
  shownBy: itsOrder,
  uses: [writeDown],
  removal: ({ orderId }, userId) => removal({ kind: 'speech', orderId, userId }),
};
