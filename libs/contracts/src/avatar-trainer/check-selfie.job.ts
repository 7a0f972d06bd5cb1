import { IsInt, IsISO8601, IsUUID, Max, Min } from 'class-validator';
import type { ChallengeId, PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "Here is one of the two selfies": measured and removed; with the second both are judged. Answered with show-face-proof. Since 2026-11-23. */
export class CheckSelfie extends AvatarReference {
  /** Names the two poses and the moment they were told. */
  @IsUUID() challengeId!: ChallengeId;

  /** Which of the two selfies it is; a third pose would be another challenge. */
  @IsInt() @Min(0) @Max(1) at!: number;

  @IsUUID() photoId!: PhotoId;

  /** When the selfie reached the bot. */
  @IsISO8601() sentAt!: string;
}
