import { callback } from '../../engine/conversation';

export const openTranscribe = callback('txt', {});
/** From a result, and from anywhere else. */
export const openTranscripts = callback('txt.all', {});
