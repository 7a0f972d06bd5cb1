import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { DRAWING_PATHS, type AvatarId, type DrawingPath, type PictureId } from '@aisha/domain';
import { MAX_SESSION } from '@aisha/kinds';
import { OpenValue, OrderReference } from '@aisha/kinds/fields';

export class PictureToMeasure {
  @IsUUID() pictureId!: PictureId;
  /** Storage reference. */
  @IsString() @Length(1, 512) file!: string;
}

/** "How similar are these pictures to the avatar's photos?" The trainer answers with keep-likeness, unless it could measure none of them. */
export class MeasureLikeness extends OrderReference {
  @IsUUID() avatarId!: AvatarId;

  /** What the pictures were drawn from; null: not said. Since 2026-11-25. */
  @IsOptional() @OpenValue(DRAWING_PATHS, { fallback: 'model' }) path: DrawingPath | null = null;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSION)
  @ValidateNested({ each: true })
  @Type(() => PictureToMeasure)
  pictures!: PictureToMeasure[];
}
