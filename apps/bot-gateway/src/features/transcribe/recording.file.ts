import { recordingRemoval } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { openText, writeDown } from './transcribe.callbacks';

export const recordingFile: FileKindView = {
  words: {
    ru: { many: '🎙️ Записи', one: '🎙️ Запись', fileName: 'запись' },
    en: { many: '🎙️ Recordings', one: '🎙️ Recording', fileName: 'recording' },
  },
  as: 'document',
  shownBy: itself,
  uses: [openText, writeDown],
  removal: ({ orderId }, userId) => recordingRemoval(orderId, userId),
};
