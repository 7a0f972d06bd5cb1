import { SENT_PHOTO_USES } from '@aisha/kinds';
import { callback, oneOf } from '../../engine/conversation';
import { keptFile } from '../../free-files/kept-file';

/** The use of the photo. */
const use = oneOf(SENT_PHOTO_USES);

/** Begins a conversation with the newest of the photos about which the bot has asked «what for?». */
export const useSentPhoto = callback('sent.take', { use });

/** Begins a conversation with a photo of «Мои файлы». */
export const useKeptPhoto = callback('sent.of', { use, ...keptFile });

/** Begins a conversation that asks for a photo. */
export const askForPhoto = callback('sent.ask', { use });
