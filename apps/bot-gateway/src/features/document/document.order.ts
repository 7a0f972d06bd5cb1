import { documentTexts, inEveryLanguage } from '@aisha/words';
import { DocumentReader } from '@aisha/kinds/tables';
import { calendarFor } from '../../engine/conversation';
import type { OrderKindView } from '../../orders/order-kind';
import { openFiles } from '../files/files.callbacks';
import { openTranscripts } from '../transcribe/transcribe.callbacks';
import { deliveredDocument } from './delivered-document';
import { openDocuments, otherFormats } from './document.callbacks';
import { documentFile } from './document.file';

/** A document made of a transcript or of a sent file. */
export const documentOrder: OrderKindView<'document'> = {
  kind: 'document',
  title: inEveryLanguage(documentTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(documentTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(documentTexts, (t) => t.orderPreparing),
  files: { document: documentFile },
  result: async (orderId, { readers, ...person }) => {
    const document = await readers.of(DocumentReader).find(person.userId, orderId);
    return { contents: document ? [deliveredDocument(document, await calendarFor(readers, person))] : [] };
  },
  again: inEveryLanguage(documentTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(documentTexts, (t) => () => t.orderDelivered),
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
