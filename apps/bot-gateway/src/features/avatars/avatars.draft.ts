import type { AvatarId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { avatarsTexts } from '@aisha/words';

/** The page, and the avatar on it. */
export interface AvatarsDraft {
  readonly before: AvatarId | null;
  readonly avatarId: AvatarId | null;
}

export const { loading, goTo, stay, flow } = flowKit<AvatarsDraft, 'list' | 'details' | 'rename' | 'remove'>()(
  avatarsTexts,
);
