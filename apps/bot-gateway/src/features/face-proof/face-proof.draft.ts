import type { AvatarId, ChallengeId, SelfieOutcome } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { faceProofTexts } from '@aisha/words';

export interface FaceProofDraft {
  readonly avatarId?: AvatarId;
  /** Two poses, told when it was made. */
  readonly challengeId?: ChallengeId;
  /** The outcome of the last selfies. */
  readonly outcome?: SelfieOutcome;
}

export const { loading, goTo, stay, flow } = flowKit<FaceProofDraft, 'why' | 'first' | 'second' | 'looking'>()(
  faceProofTexts,
);
