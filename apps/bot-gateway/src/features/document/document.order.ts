import { DocumentReader } from '@aisha/kinds/tables';
import { calendarFor, html } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openFiles } from '../files/files.callbacks';
import { openTranscripts } from '../transcribe/transcribe.callbacks';
import { deliveredDocument } from './delivered-document';
import { openDocuments, otherFormats } from './document.callbacks';
import { documentTexts } from './document.texts';
import { documentFile } from './document.file';

/** A document made of a transcript or of a sent file. */
export const documentOrder: OrderKindView<'document'> = {
  kind: 'document',
  title: { ru: '📑 Документ', en: '📑 Document' },
  shortTitle: { ru: '📑 Документ', en: '📑 Document' },
  preparing: { ru: '🧺 Открываю текст', en: '🧺 Opening the text' },
  files: { document: documentFile },
  result: async (orderId, { readers, ...person }) => {
    const document = await readers.of(DocumentReader).find(person.userId, orderId);
    return { contents: document ? [deliveredDocument(document, await calendarFor(readers, person))] : [] };
  },
  again: { ru: '📑 Прислать документ', en: '📑 Send the document' },
  delivered: {
    ru: () => html`📑 Готово! Документ — в файле.`,
    en: () => html`📑 Done! The document is in the file.`,
  },
  resultButtons: ({ orderId }, language) => [
    otherFormats(orderId),
    [
      openTranscripts.button(documentTexts[language].transcripts, {}),
      openFiles.button(documentTexts[language].files, {}),
    ],
  ],
  retryButtons: (_, language) => [
    [openDocuments.button(documentTexts[language].another, {})],
    [openTranscripts.button(documentTexts[language].transcripts, {})],
  ],
};
