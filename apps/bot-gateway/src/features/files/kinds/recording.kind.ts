import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { FileKindView } from './file-kind';
import { itself } from './shown-by';
import { openText, writeDown } from './uses';

export const recordingKind: FileKindView = {
  words: {
    ru: { many: '🎙️ Записи', one: '🎙️ Запись', fileName: 'запись' },
    en: { many: '🎙️ Recordings', one: '🎙️ Recording', fileName: 'recording' },
  },
  isPicture: false,
  shownBy: itself,
  uses: [openText, writeDown],
  removal: ({ orderId }, userId) => [
    {
      message: message(transcriberInbox, 'delete-recording', { orderId, userId }),
      change: { change: 'recording-removed', setId: userId, itemId: orderId },
    },
  ],
};
