import type { AvatarId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { avatarsTexts } from './avatars.texts';

/** Which page, and which avatar of it. */
export interface AvatarsDraft {
  readonly before: AvatarId | null;
  readonly avatarId: AvatarId | null;
}

export const { loading, goTo, stay, flow } = flowKit<AvatarsDraft, 'list' | 'details' | 'rename' | 'remove'>()(
  avatarsTexts,
);
