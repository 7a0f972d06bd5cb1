import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsNumber, Max, Min, ValidateNested } from 'class-validator';
import { MAX_FACE_DISTANCE } from '@aisha/domain';
import { MAX_SESSION } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class PictureLikeness {
  /** The picture's position in the result, from 0. */
  @IsInt() @Min(0) @Max(MAX_SESSION - 1) position!: number;
  /** How far the drawn face is from the mean face of the avatar's photos, as a distance of embeddings. */
  @IsNumber() @Min(0) @Max(MAX_FACE_DISTANCE) distance!: number;
}

/** "This is how much the pictures are like the photos": a line below a result that has been delivered. */
export class ShowLikeness extends OrderReference {
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSION)
  @ValidateNested({ each: true })
  @Type(() => PictureLikeness)
  pictures!: PictureLikeness[];
}
