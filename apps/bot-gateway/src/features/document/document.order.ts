import { html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openTranscripts } from '../transcribe/transcribe.callbacks';
import { otherFormats } from './document.callbacks';
import { documentTexts } from './document.texts';

/** A document made of a transcript. */
export const documentOrder: OrderKindView<'document'> = {
  kind: 'document',
  title: { ru: '📑 Документ', en: '📑 Document' },
  shortTitle: { ru: '📑 Документ', en: '📑 Document' },
  delivered: {
    ru: () => html`📑 Готово! Документ — в файле.`,
    en: () => html`📑 Done! The document is in the file.`,
  },
  resultButtons: ({ orderId }, language) => [
    otherFormats(orderId),
    [openTranscripts.button(documentTexts[language].transcripts, {})],
  ],
  retryButtons: (_, language) => [[openTranscripts.button(documentTexts[language].transcripts, {})]],
};
