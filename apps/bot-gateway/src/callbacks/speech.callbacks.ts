import { inEveryLanguage, speechTexts } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';
import { fileUse } from '../orders/file-kind';
import { keptFile } from '../free-files/kept-file';

/** Asks for a text to read aloud. */
export const openSpeech = callback('spk', {});

/** Reads one of the person's transcripts aloud. */
export const openSpeechOf = callback('spk.of', { orderId: id<OrderId>() });

/** Reads a document of «Мои файлы» aloud. */
export const speakKept = callback('spk.file', keptFile);

/** Sends the sound of an order once more, as MP3. */
export const sendMp3 = callback('spk.mp3', { orderId: id<OrderId>() });

/** The button in «Мои файлы» that reads a transcript aloud. */
export const readTranscript = fileUse(
  inEveryLanguage(speechTexts, (t) => t.useReadTranscript),
  (label, { orderId }) => openSpeechOf.button(label, { orderId }),
);

/** The button in «Мои файлы» that reads a document aloud. */
export const readAloud = fileUse(
  inEveryLanguage(speechTexts, (t) => t.useReadAloud),
  (label, { kind, id }) => speakKept.button(label, { kind, id }),
);
