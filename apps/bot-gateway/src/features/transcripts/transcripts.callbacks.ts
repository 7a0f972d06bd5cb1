import type { OrderId } from '@aisha/domain';
import { EXPORT_FORMATS } from '@aisha/kinds';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { callback, id, oneOf } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';

/** Leads to all transcripts, from a result and from anywhere else. */
export const openTranscripts = callback('txt.all', {});
/** One transcript: what is in it, and what can be done with it. */
export const showTranscript = callback('txt.one', { orderId: id<OrderId>() });
/** Sends a transcript as a file. */
export const exportTranscript = callback('txt.as', { orderId: id<OrderId>(), format: oneOf(EXPORT_FORMATS) });

/** The text of a recording in «Мои файлы». */
export const openText = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useOpenText),
  (label, { orderId }) => showTranscript.button(label, { orderId }),
);
