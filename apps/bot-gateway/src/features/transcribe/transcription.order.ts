import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openSpeechOf } from '../speech/speech.callbacks';
import { openTranscripts } from './transcribe.callbacks';
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
    [openTranscripts.button(transcribeTexts[language].mine, {})],
    [openSpeechOf.button(transcribeTexts[language].aloud, { orderId })],
  ],
  retryButtons: () => [],
};
