import { IsArray, IsInt, IsOptional, IsString, IsUUID, Min } from 'class-validator';
import { type AvatarId, SET_ADVICE, type SetAdvice, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "This is what your photos cover, and what they lack": each avatar has one card, which is redrawn when its photos change. */
export class ShowPhotoMap {
  @IsUUID() userId!: UserId;
  @IsUUID() avatarId!: AvatarId;

  /** Storage reference; null: too few photos are left to say anything. */
  @IsOptional() @IsString() picture: string | null = null;

  /** How many accepted photos the set has. */
  @IsInt() @Min(0) photos!: number;

  /** The most useful advice first; none when the set is fine. */
  @OpenValue(SET_ADVICE, { fallback: 'more-light', each: true }) advice!: SetAdvice[];

  /** Places in the set, from 1, of the photos that are likely another person's. */
  @IsArray() @IsInt({ each: true }) outliers!: number[];
}
