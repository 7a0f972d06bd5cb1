import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId, ChallengeId, SelfieOutcome } from '@aisha/domain';
import { faceProofTexts } from '@aisha/words';
import { type Button, flowKit } from '../../engine/conversation';
import { generateWith } from '../../callbacks/generate.callbacks';
import { resumeAvatar } from '../../callbacks/new-avatar.callbacks';

/** The button with which the person continues once the avatar is no longer stopped. */
export const onwardOf = ({ id: avatarId, status }: Avatar, t: (typeof faceProofTexts)['ru']): Button =>
  status === 'completed' ? generateWith.button(t.draw, { avatarId }) : resumeAvatar.button(t.goOn, { avatarId });

export interface FaceProofDraft {
  readonly avatarId?: AvatarId;
  /** The id of a challenge. It contains the two poses, and the time at which the person was told them. */
  readonly challengeId?: ChallengeId;
  /** The outcome of the latest selfies. */
  readonly outcome?: SelfieOutcome;
}

export const { loading, goTo, stay, flow } = flowKit<FaceProofDraft, 'why' | 'first' | 'second' | 'looking'>()(
  faceProofTexts,
);
