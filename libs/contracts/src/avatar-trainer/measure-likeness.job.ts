import 'reflect-metadata'; // read by class-transformer's @Type, wherever contracts are loaded first
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { AvatarId, PictureId } from '@aisha/domain';
import { MAX_SESSION } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class PictureToMeasure {
  @IsUUID() pictureId!: PictureId;
  /** Storage reference. */
  @IsString() @Length(1, 512) file!: string;
}

/** "How much are these pictures like the avatar's photos?" The trainer answers with keep-likeness, unless it could measure none of them. */
export class MeasureLikeness extends OrderReference {
  @IsUUID() avatarId!: AvatarId;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSION)
  @ValidateNested({ each: true })
  @Type(() => PictureToMeasure)
  pictures!: PictureToMeasure[];
}
