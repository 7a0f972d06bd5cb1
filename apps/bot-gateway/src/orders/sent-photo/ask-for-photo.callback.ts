import { SENT_PHOTO_USES } from '@aisha/kinds';
import { callback, oneOf } from '../../engine/conversation';

/** Begins a conversation about a photo anew: it asks for one. */
export const askForPhoto = callback('photo.ask', { usedFor: oneOf(SENT_PHOTO_USES) });
