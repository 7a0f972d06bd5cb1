import { IsInt, IsISO8601, IsUUID, Max, Min } from 'class-validator';
import type { ChallengeId, PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/**
 * "Here is one of the two selfies." The trainer measures and removes it, judges both when the second is there, and
 * answers with show-face-proof. Since 2026-11-23.
 */
export class CheckSelfie extends AvatarReference {
  /** The challenge, which names the two poses and the moment when the bot told them to the person. */
  @IsUUID() challengeId!: ChallengeId;

  /** 0 for the first selfie, 1 for the second; another pair of poses is another challenge. */
  @IsInt() @Min(0) @Max(1) at!: number;

  @IsUUID() photoId!: PhotoId;

  /** When the selfie reached the bot. */
  @IsISO8601() sentAt!: string;
}
