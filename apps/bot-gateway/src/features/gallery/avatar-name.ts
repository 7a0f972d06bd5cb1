import { loading } from './gallery.draft';

/** For steps that name the avatar whose pictures are shown. */
export const withAvatarName = loading(async (readers, { wanted: { avatarId } }, { person: { userId } }) => ({
  avatar: avatarId ? ((await readers.avatars.find(userId, avatarId))?.name ?? null) : null,
}));
