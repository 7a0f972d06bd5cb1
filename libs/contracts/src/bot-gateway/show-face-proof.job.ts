import { IsUUID } from 'class-validator';
import {
  type AvatarId,
  type ChallengeId,
  type PhotoId,
  SELFIE_OUTCOMES,
  type SelfieOutcome,
  type UserId,
} from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "The face is yours", or why the selfies do not prove it. */
export class ShowFaceProof {
  @IsUUID() userId!: UserId;
  @IsUUID() avatarId!: AvatarId;
  @IsUUID() challengeId!: ChallengeId;
  /** The selfie that decided the outcome. */
  @IsUUID() photoId!: PhotoId;
  @OpenValue(SELFIE_OUTCOMES, { fallback: 'unavailable' }) outcome!: SelfieOutcome;
}
