import type { Avatar } from '@aisha/database/trainer';
import type { Button } from '../../engine/conversation';
import { generateWith } from '../generate/generate.callbacks';
import { resumeAvatar } from '../new-avatar/new-avatar.callbacks';
import type { faceProofTexts } from '@aisha/words';

/** The way on to what the person was kept from. */
export const onwardOf = ({ id: avatarId, status }: Avatar, t: (typeof faceProofTexts)['ru']): Button =>
  status === 'completed' ? generateWith.button(t.draw, { avatarId }) : resumeAvatar.button(t.goOn, { avatarId });
