import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId, UserId } from '@aisha/domain';
import { toMenu, type Screen, type TextsOf } from '../../engine/conversation';
import { openNewAvatar } from '../new-avatar/new-avatar.callbacks';
import type { Readers } from '../../readers';
import type { generateTexts } from './generate.texts';

/** The chosen avatar, or the main one if none is chosen or it is gone; null if no avatar is finished. */
export async function drawnAvatar(readers: Readers, userId: UserId, chosen?: AvatarId): Promise<Avatar | null> {
  const found = chosen ? await readers.avatars.find(userId, chosen) : null;
  return found?.status === 'completed' ? found : readers.avatars.main(userId);
}

/** Shown instead of a step that needs an avatar. */
export const noAvatarScreen = (t: TextsOf<typeof generateTexts>): Screen => ({
  text: t.noAvatar,
  buttons: [[openNewAvatar.button(t.create, {})], [toMenu.button(t.menu, {})]],
});
