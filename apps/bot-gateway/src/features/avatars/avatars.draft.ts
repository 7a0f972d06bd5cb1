import type { AvatarId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { avatarsTexts } from '@aisha/words';

/** The page of the list, and the avatar that is open. */
interface AvatarsDraft {
  readonly before: AvatarId | null;
  readonly avatarId: AvatarId | null;
}

export const { loading, goTo, stay, flow } = flowKit<AvatarsDraft, 'list' | 'details' | 'rename' | 'remove'>()(
  avatarsTexts,
);
