import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** "Read a text aloud." */
export const openSpeech = callback('spk', {});

/** Reads one of the person's transcripts aloud. */
export const openSpeechOf = callback('spk.of', { orderId: id<OrderId>() });

/** Sends what was read aloud once more, as MP3. */
export const sendMp3 = callback('spk.mp3', { orderId: id<OrderId>() });
