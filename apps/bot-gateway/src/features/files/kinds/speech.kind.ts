import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { FileKindView } from './file-kind';
import { itsOrder } from './shown-by';
import { writeDown } from './uses';

export const speechKind: FileKindView = {
  words: {
    ru: { many: '🔊 Озвучка', one: '🔊 Озвучка', fileName: 'озвучка' },
    en: { many: '🔊 Read aloud', one: '🔊 Read aloud', fileName: 'read-aloud' },
  },
  isPicture: false,
  shownBy: itsOrder,
  uses: [writeDown],
  removal: ({ orderId }, userId) => [
    {
      message: message(transcriberInbox, 'delete-speech', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ],
};
