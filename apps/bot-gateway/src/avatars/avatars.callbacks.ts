import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../conversation';

export const openAvatars = callback('ava', {});
export const openAvatar = callback('ava.open', { avatarId: id<AvatarId>() });
