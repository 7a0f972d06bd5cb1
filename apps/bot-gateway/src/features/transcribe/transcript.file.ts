import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { makeDocument } from '../document/document.callbacks';
import { openText } from './transcribe.callbacks';
import { readTranscript } from '../speech/speech.callbacks';

export const transcriptFile: FileKindView = {
  words: inEveryLanguage(transcribeTexts, (t) => ({
    many: t.transcriptMany,
    one: t.transcriptOne,
    fileName: t.transcriptFile,
    removedWith: t.transcriptRemovedWith,
  })),
  as: 'document',
  shownBy: itsOrder,
  uses: [openText, makeDocument, readTranscript],
  removal: ({ orderId }, userId) => removal({ kind: 'transcription', orderId, userId }),
};
