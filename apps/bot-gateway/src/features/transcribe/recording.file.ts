import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { recordingRemoval } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { openText, writeDown } from './transcribe.callbacks';

export const recordingFile: FileKindView = {
  words: inEveryLanguage(transcribeTexts, (t) => ({
    many: t.recordingMany,
    one: t.recordingOne,
    fileName: t.recordingFile,
  })),
  as: 'document',
  shownBy: itself,
  uses: [openText, writeDown],
  removal: ({ orderId }, userId) => recordingRemoval(orderId, userId),
};
