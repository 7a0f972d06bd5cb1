import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openNewAvatar = callback('new', {});
/** Resumes an avatar without a model at its photos. */
export const resumeAvatar = callback('new.resume', { avatarId: id<AvatarId>() });
/** "Enough photos": on the card that counts them and on the step's screen. */
export const photosDone = callback('new.photos.done', { avatarId: id<AvatarId>() });
export const reviewPhotos = callback('new.photos.look', { avatarId: id<AvatarId>() });
