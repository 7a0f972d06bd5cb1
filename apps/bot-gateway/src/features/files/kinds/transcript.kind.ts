import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { FileKindView } from './file-kind';

export const transcriptKind: FileKindView = {
  words: {
    ru: { many: '📝 Расшифровки', one: '📝 Расшифровка', fileName: 'расшифровка' },
    en: { many: '📝 Transcripts', one: '📝 Transcript', fileName: 'transcript' },
  },
  isPicture: false,
  // Nobody can ask to hear a recording again that has no text any more: it goes with it.
  removal: ({ orderId }, userId) => [
    {
      message: message(transcriberInbox, 'delete-transcript', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
    {
      message: message(transcriberInbox, 'delete-recording', { orderId, userId }),
      change: { change: 'recording-removed', setId: userId, itemId: orderId },
    },
  ],
};
