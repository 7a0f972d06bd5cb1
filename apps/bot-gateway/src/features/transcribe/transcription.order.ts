import { calendarFor } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openDocument } from '../document/document.callbacks';
import { openSpeechOf } from '../speech/speech.callbacks';
import { deliveredTranscript } from './delivered-transcript';
import { usualFormats } from './export.buttons';
import { openTranscripts, showTranscript } from './transcribe.callbacks';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { recordingFile } from './recording.file';
import { transcriptFile } from './transcript.file';
import { ChangedTranscripts } from '../../readers';

/** A recording as text. */
export const transcriptionOrder: OrderKindView<'transcription'> = {
  kind: 'transcription',
  title: inEveryLanguage(transcribeTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(transcribeTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(transcribeTexts, (t) => t.orderPreparing),
  files: { recording: recordingFile, transcript: transcriptFile },
  units: inEveryLanguage(transcribeTexts, (t) => (minutes) => t.orderUnits({ minutes })),
  result: async (orderId, { readers, ...person }) => {
    const transcript = await readers.of(ChangedTranscripts).find(person.userId, orderId);
    return { contents: transcript ? [deliveredTranscript(transcript, await calendarFor(readers, person))] : [] };
  },
  again: inEveryLanguage(transcribeTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(transcribeTexts, (t) => () => t.orderDelivered),
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
