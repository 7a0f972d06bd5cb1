import { transcriptRemoval } from '../../../orders/removals';
import type { FileKindView } from './file-kind';

export const transcriptKind: FileKindView = {
  words: {
    ru: { many: '📝 Расшифровки', one: '📝 Расшифровка', fileName: 'расшифровка' },
    en: { many: '📝 Transcripts', one: '📝 Transcript', fileName: 'transcript' },
  },
  isPicture: false,
  removal: ({ orderId }, userId) => transcriptRemoval(orderId, userId),
};
