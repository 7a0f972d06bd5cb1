import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openDocument } from '../document/document.callbacks';
import { openSpeechOf } from '../speech/speech.callbacks';
import { usualFormats } from './export.buttons';
import { openTranscripts, showTranscript } from './transcribe.callbacks';
import { transcribeTexts } from './transcribe.texts';

/** A recording as text. */
export const transcriptionOrder: OrderKindView<'transcription'> = {
  kind: 'transcription',
  title: { ru: '🎙️ Расшифровка', en: '🎙️ Transcript' },
  shortTitle: { ru: '🎙️ Расшифровка', en: '🎙️ Transcript' },
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
