import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import type { OrderId, SourceId } from '@aisha/domain';
import { EXPORT_FORMATS } from '@aisha/kinds';
import { callback, id, oneOf } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';
import { keptFile } from '../../free-files/kept-file';

export const openTranscribe = callback('txt', {});
/** A recording or a speech of «Мои файлы», written down. */
export const transcribeKept = callback('txt.of', keptFile);
/** The button on the message about a recording whose person had gone on. */
export const openMeasured = callback('txt.measured', { sourceId: id<SourceId>() });
/** Leads to all transcripts, from a result and from anywhere else. */
export const openTranscripts = callback('txt.all', {});
/** One transcript: what is in it, and what can be done with it. */
export const showTranscript = callback('txt.one', { orderId: id<OrderId>() });
/** Sends a transcript as a file. */
export const exportTranscript = callback('txt.as', { orderId: id<OrderId>(), format: oneOf(EXPORT_FORMATS) });

/** A sound of «Мои файлы» as text. */
export const writeDown = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useWriteDown),
  (label, { kind, id }) => transcribeKept.button(label, { kind, id }),
);

/** The text of a recording in «Мои файлы». */
export const openText = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useOpenText),
  (label, { orderId }) => showTranscript.button(label, { orderId }),
);
