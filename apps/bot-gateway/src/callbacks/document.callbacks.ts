import { documentTexts, inEveryLanguage } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { DOCUMENT_FORMATS } from '@aisha/kinds';
import { callback, id, oneOf, type Button } from '../engine/conversation';
import { FORMAT_LABELS } from '../orders/format-labels';
import { fileUse } from '../orders/file-kind';

/** Asks which document to make from a transcript. */
export const openDocument = callback('doc', { transcriptId: id<OrderId>() });
/** Asks for a file from which to make a document. */
export const openDocuments = callback('doc.file', {});
/** Sends a document in another format. */
export const exportDocument = callback('doc.as', { orderId: id<OrderId>(), format: oneOf(DOCUMENT_FORMATS) });

/** The formats in which a document can be had, besides the DOCX that is delivered. */
const OTHER_FORMATS = ['pdf', 'txt', 'md'] as const;

export const otherFormats = (orderId: OrderId): Button[] =>
  OTHER_FORMATS.map((format) => exportDocument.button(FORMAT_LABELS[format], { orderId, format }));

/** The button in «Мои файлы» that makes a document from a transcript. */
export const makeDocument = fileUse(
  inEveryLanguage(documentTexts, (t) => t.useMakeDocument),
  (label, { orderId }) => openDocument.button(label, { transcriptId: orderId }),
);
