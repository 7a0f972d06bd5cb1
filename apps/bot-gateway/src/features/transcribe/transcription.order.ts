import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';

/** A recording as text. */
export const transcriptionOrder: OrderKindView<'transcription'> = {
  kind: 'transcription',
  title: { ru: '🎙 Расшифровка', en: '🎙 Transcript' },
  shortTitle: { ru: '🎙 Расшифровка', en: '🎙 Transcript' },
  delivered: {
    ru: () => html`📝 Готово! Текст в файле выше, он останется в «Моих расшифровках».`,
    en: () => html`📝 Done! The text is in the file above and stays in “My transcripts”.`,
  },
  resultButtons: () => [],
  retryButtons: () => [],
};
