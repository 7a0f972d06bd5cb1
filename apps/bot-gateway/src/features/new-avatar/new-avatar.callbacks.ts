import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openNewAvatar = callback('new', {});
/** Takes an avatar that has no model yet up where it was: at its photos. */
export const resumeAvatar = callback('new.resume', { avatarId: id<AvatarId>() });
/** Photos are enough: on the card that counts them and on the step's own screen. */
export const photosDone = callback('new.photos.done', { avatarId: id<AvatarId>() });
export const reviewPhotos = callback('new.photos.look', { avatarId: id<AvatarId>() });
