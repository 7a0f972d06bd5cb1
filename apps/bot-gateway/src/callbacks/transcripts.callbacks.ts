import type { OrderId } from '@aisha/domain';
import { EXPORT_FORMATS } from '@aisha/kinds';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { callback, id, oneOf } from '../engine/conversation';
import { fileUse } from '../orders/file-kind';

/** Opens the list of all transcripts. Results and any other message may show this button. */
export const openTranscripts = callback('txt.all', {});
/** Opens one transcript: its content, and what the person can do with it. */
export const showTranscript = callback('txt.one', { orderId: id<OrderId>() });
/** Asks in which format to send a transcript. */
export const chooseFormat = callback('txt.formats', { orderId: id<OrderId>() });
/** Sends a transcript as a file. */
export const exportTranscript = callback('txt.as', { orderId: id<OrderId>(), format: oneOf(EXPORT_FORMATS) });

/** The button in «Мои файлы» that opens the text of a recording. */
export const openText = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useOpenText),
  (label, { orderId }) => showTranscript.button(label, { orderId }),
);
