import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { writeDown } from '../transcribe/transcribe.callbacks';

export const speechFile: FileKindView = {
  words: {
    ru: { many: '🔊 Озвучка', one: '🔊 Озвучка', fileName: 'озвучка' },
    en: { many: '🔊 Read aloud', one: '🔊 Read aloud', fileName: 'read-aloud' },
  },
  as: 'document',
  shownBy: itsOrder,
  uses: [writeDown],
  removal: ({ orderId }, userId) => removal({ kind: 'speech', orderId, userId }),
};
