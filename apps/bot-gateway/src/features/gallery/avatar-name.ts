import { loading } from './gallery.draft';
import { ChangedAvatars } from '../../readers';

/** For steps that name the avatar whose pictures are shown. */
export const withAvatarName = loading(async (readers, { wanted: { avatarId } }, { person: { userId, language } }) => ({
  language,
  avatar: avatarId ? ((await readers.of(ChangedAvatars).find(userId, avatarId))?.name ?? null) : null,
}));
