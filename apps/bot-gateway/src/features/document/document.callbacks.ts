import { documentTexts, inEveryLanguage } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { DOCUMENT_FORMATS } from '@aisha/kinds';
import { callback, id, oneOf, type Button } from '../../engine/conversation';
import { FORMAT_LABELS } from '../../orders/format-labels';
import { fileUse } from '../../orders/file-kind';

/** Makes a document of a transcript: asks which one. */
export const openDocument = callback('doc', { transcriptId: id<OrderId>() });
/** Asks for a file to make a document of. */
export const openDocuments = callback('doc.file', {});
/** Sends a document in another format. */
export const exportDocument = callback('doc.as', { orderId: id<OrderId>(), format: oneOf(DOCUMENT_FORMATS) });

/** The formats that a document can become besides the DOCX that was delivered. */
const OTHER_FORMATS = ['pdf', 'txt', 'md'] as const;

export const otherFormats = (orderId: OrderId): Button[] =>
  OTHER_FORMATS.map((format) => exportDocument.button(FORMAT_LABELS[format], { orderId, format }));

/** A document of a transcript in «Мои файлы». */
export const makeDocument = fileUse(
  inEveryLanguage(documentTexts, (t) => t.useMakeDocument),
  (label, { orderId }) => openDocument.button(label, { transcriptId: orderId }),
);
