import { removal } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itsOrder } from '../../orders/shown-by';
import { makeDocument } from '../document/document.callbacks';
import { openText } from './transcribe.callbacks';
import { readTranscript } from '../speech/speech.callbacks';

export const transcriptFile: FileKindView = {
  words: {
    ru: { many: '📝 Расшифровки', one: '📝 Расшифровка', fileName: 'расшифровка', removedWith: 'вместе с записью' },
    en: { many: '📝 Transcripts', one: '📝 Transcript', fileName: 'transcript', removedWith: 'with its recording' },
  },
  as: 'document',
  shownBy: itsOrder,
  uses: [openText, makeDocument, readTranscript],
  removal: ({ orderId }, userId) => removal({ kind: 'transcription', orderId, userId }),
};
