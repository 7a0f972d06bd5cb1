import { IsBoolean, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { type AvatarId, PHOTO_FINDING_NAMES, type PhotoFinding, type PhotoId, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "We accepted this photo", or "we refused it, and why": one line on the photo card, and the number of accepted photos. */
export class ShowPhotoVerdict {
  @IsUUID() userId!: UserId;
  @IsUUID() avatarId!: AvatarId;
  @IsUUID() photoId!: PhotoId;
  @IsBoolean() accepted!: boolean;
  @OpenValue(PHOTO_FINDING_NAMES, { fallback: 'unsuitable', each: true }) findings!: PhotoFinding[];

  /** How many accepted photos the set has after this one. */
  @IsInt() @Min(0) acceptedCount!: number;

  /** True when the photo had a verdict already and gets another one, because the set has changed. */
  @IsOptional() @IsBoolean() isRevised?: boolean;
}
