import { Type } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  PHOTO_IDEA_REFUSALS,
  type PhotoId,
  type PhotoIdeaRefusal,
  PROMPT_LENGTH,
  type UserId,
} from '@aisha/domain';
import { KnownValue, OpenValue } from '@aisha/kinds/fields';

/** What a photo shows, as an idea to draw in two languages, with the aspect ratio of the photo. */
export class PhotoIdea {
  @IsString() @Length(PROMPT_LENGTH.min, PROMPT_LENGTH.max) russian!: string;
  @IsString() @Length(PROMPT_LENGTH.min, PROMPT_LENGTH.max) english!: string;
  @KnownValue(ASPECT_RATIOS) aspectRatio!: AspectRatio;
}

/** "This is the idea of your photo, or why there is none." */
export class ShowPhotoIdea {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;

  /** Null when there is no idea; `refusal` says why. */
  @IsOptional() @ValidateNested() @Type(() => PhotoIdea) idea: PhotoIdea | null = null;
  @IsOptional() @OpenValue(PHOTO_IDEA_REFUSALS, { fallback: 'unavailable' }) refusal: PhotoIdeaRefusal | null = null;
}
