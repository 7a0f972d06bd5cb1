import { calendarFor, html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openDocument } from '../document/document.callbacks';
import { openSpeechOf } from '../speech/speech.callbacks';
import { deliveredTranscript } from './delivered-transcript';
import { usualFormats } from './export.buttons';
import { openTranscripts, showTranscript } from './transcribe.callbacks';
import { transcribeTexts } from '@aisha/words';
import { recordingFile } from './recording.file';
import { transcriptFile } from './transcript.file';
import { ChangedTranscripts } from '../../readers';

/** A recording as text. */
export const transcriptionOrder: OrderKindView<'transcription'> = {
  kind: 'transcription',
  title: { ru: '🎙️ Расшифровка', en: '🎙️ Transcript' },
  shortTitle: { ru: '🎙️ Расшифровка', en: '🎙️ Transcript' },
  preparing: { ru: '🧺 Готовлю запись', en: '🧺 Preparing the recording' },
  files: { recording: recordingFile, transcript: transcriptFile },
  units: { ru: (minutes) => `${minutes} мин`, en: (minutes) => `${minutes} min` },
  result: async (orderId, { readers, ...person }) => {
    const transcript = await readers.of(ChangedTranscripts).find(person.userId, orderId);
    return { contents: transcript ? [deliveredTranscript(transcript, await calendarFor(readers, person))] : [] };
  },
  again: { ru: '📄 Прислать текст', en: '📄 Send the text' },
  delivered: {
    ru: () => html`📝 Готово! Текст — в файле и в «Моих расшифровках».`,
    en: () => html`📝 Done! The text is in the file and in “My transcripts”.`,
  },
  resultButtons: ({ orderId }, language) => [
    usualFormats(orderId),
    [
      openDocument.button(transcribeTexts[language].makeDocument, { transcriptId: orderId }),
      openSpeechOf.button(transcribeTexts[language].aloud, { orderId }),
    ],
    [
      showTranscript.button(transcribeTexts[language].moreFormats, { orderId }),
      openTranscripts.button(transcribeTexts[language].mine, {}),
    ],
  ],
  retryButtons: () => [],
};
