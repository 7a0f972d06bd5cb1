import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import type { SourceId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';
import { fileUse } from '../orders/file-kind';
import { keptFile } from '../free-files/kept-file';

export const openTranscribe = callback('txt', {});
/** Begins the transcription of a sound in «Мои файлы»: of a recording, or of a text that was read aloud. */
export const transcribeKept = callback('txt.of', keptFile);
/** Opens the price of a recording whose person did something else while it was being measured. */
export const openMeasured = callback('txt.measured', { sourceId: id<SourceId>() });
/** The button in «Мои файлы» that transcribes a sound. */
export const writeDown = fileUse(
  inEveryLanguage(transcribeTexts, (t) => t.useWriteDown),
  (label, { kind, id }) => transcribeKept.button(label, { kind, id }),
);
