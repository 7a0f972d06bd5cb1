import type { PhotoId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openPhotoPrompt = callback('photo', {});
/** On the message about an idea whose person had gone on. */
export const openIdea = callback('photo.idea', { photoId: id<PhotoId>() });
