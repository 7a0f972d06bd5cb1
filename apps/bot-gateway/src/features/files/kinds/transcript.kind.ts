import { transcriptRemoval } from '../../../orders/removals';
import type { FileKindView } from './file-kind';
import { makeDocument, openText, readTranscript } from './uses';

export const transcriptKind: FileKindView = {
  words: {
    ru: { many: '📝 Расшифровки', one: '📝 Расшифровка', fileName: 'расшифровка' },
    en: { many: '📝 Transcripts', one: '📝 Transcript', fileName: 'transcript' },
  },
  isPicture: false,
  uses: [openText, makeDocument, readTranscript],
  removal: ({ orderId }, userId) => transcriptRemoval(orderId, userId),
};
