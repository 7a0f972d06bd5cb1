import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

export const openAvatars = callback('ava', {});
/** Opens one avatar. The button is in the list of avatars, on the receipt of a training, and below a notice about the avatar. */
export const showAvatar = callback('ava.show', { avatarId: id<AvatarId>() });
