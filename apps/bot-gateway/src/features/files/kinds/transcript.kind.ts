import { transcriptRemoval } from '../../../orders/removals';
import type { FileKindView } from './file-kind';
import { itsOrder } from './shown-by';
import { makeDocument, openText, readTranscript } from './uses';

export const transcriptKind: FileKindView = {
  words: {
    ru: { many: '📝 Расшифровки', one: '📝 Расшифровка', fileName: 'расшифровка', removedWith: 'вместе с записью' },
    en: { many: '📝 Transcripts', one: '📝 Transcript', fileName: 'transcript', removedWith: 'with its recording' },
  },
  isPicture: false,
  shownBy: itsOrder,
  uses: [openText, makeDocument, readTranscript],
  removal: ({ orderId }, userId) => transcriptRemoval(orderId, userId),
};
