import { IsBoolean, IsInt, IsUUID, Max, Min } from 'class-validator';
import type { AvatarId, UserId } from '@aisha/domain';

/**
 * "Delete everything that you have of this person": rows, files, messages about them. The app answers with `person-forgotten`. The gateway
 * sends it again later, because work that was under way may have written something back.
 */
export class ForgetPerson {
  @IsUUID() userId!: UserId;
  /** The erasure that asks, which the answer names. */
  @IsUUID() erasureId!: string;
  /** The avatars of the person, deleted ones too: some rows of other apps name only the avatar. */
  @IsUUID(undefined, { each: true }) avatarIds!: AvatarId[];
  /** 0 for the first time; later rounds have higher numbers. */
  @IsInt() @Min(0) @Max(20) round!: number;
  /** Whether the person's credits are given up; billing alone reads it. */
  @IsBoolean() forfeits!: boolean;
}
