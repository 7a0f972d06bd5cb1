import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import type { SourceId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';
import { keptFile } from '../../free-files/kept-file';

export const openTranscribe = callback('txt', {});
/** A recording or a speech of «Мои файлы», written down. */
export const transcribeKept = callback('txt.of', keptFile);
/** The button on the message about a recording whose person had gone on. */
export const openMeasured = callback('txt.measured', { sourceId: id<SourceId>() });
/** A sound of «Мои файлы» as text. */
export const writeDown = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useWriteDown),
  (label, { kind, id }) => transcribeKept.button(label, { kind, id }),
);
