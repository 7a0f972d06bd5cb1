import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openAvatars = callback('ava', {});
export const showAvatar = callback('ava.show', { avatarId: id<AvatarId>() });
