import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsNumber, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { MAX_FACE_DISTANCE, type PictureId } from '@aisha/domain';
import { MAX_SESSION } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class MeasuredPicture {
  @IsUUID() pictureId!: PictureId;
  /**
   * How far the drawn face is from the mean face of the avatar's photos, as a distance of embeddings; null when the picture shows no face.
   */
  @IsOptional() @IsNumber() @Min(0) @Max(MAX_FACE_DISTANCE) distance: number | null = null;
}

/**
 * "This is how much the pictures are like the photos." A number for each picture; the face itself stays in the trainer.
 */
export class KeepLikeness extends OrderReference {
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSION)
  @ValidateNested({ each: true })
  @Type(() => MeasuredPicture)
  pictures!: MeasuredPicture[];
}
