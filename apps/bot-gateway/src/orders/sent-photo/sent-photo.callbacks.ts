import { SENT_PHOTO_USES } from '@aisha/kinds';
import { callback, oneOf } from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';

/** What the photo is used for. */
const use = oneOf(SENT_PHOTO_USES);

/** Begins a conversation with the newest of the photos that the question «what for?» is about. */
export const useSentPhoto = callback('sent.take', { use });

/** Begins a conversation with a photo of «Мои файлы». */
export const useKeptPhoto = callback('sent.of', { use, ...keptFile });

/** Begins a conversation without a photo: it asks for one. */
export const askForPhoto = callback('sent.ask', { use });
