import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { keptFile } from '../../engine/free-files/kept-file';

/** "Read a text aloud." */
export const openSpeech = callback('spk', {});

/** Reads one of the person's transcripts aloud. */
export const openSpeechOf = callback('spk.of', { orderId: id<OrderId>() });

/** Reads a document of «Мои файлы» aloud. */
export const speakKept = callback('spk.file', keptFile);

/** Sends what was read aloud once more, as MP3. */
export const sendMp3 = callback('spk.mp3', { orderId: id<OrderId>() });
