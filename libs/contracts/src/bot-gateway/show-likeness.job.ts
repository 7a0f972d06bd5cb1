import 'reflect-metadata'; // read by class-transformer's @Type, wherever contracts are loaded first
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsNumber, Max, Min, ValidateNested } from 'class-validator';
import { MAX_FACE_DISTANCE } from '@aisha/domain';
import { MAX_SESSION } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class PictureLikeness {
  /** The picture's position in the result, from 0. */
  @IsInt() @Min(0) @Max(MAX_SESSION - 1) position!: number;
  /** The distance from the middle of the faces of the avatar's photos. */
  @IsNumber() @Min(0) @Max(MAX_FACE_DISTANCE) distance!: number;
}

/** "So much are the pictures like the photos": a line below a result that has been delivered. */
export class ShowLikeness extends OrderReference {
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSION)
  @ValidateNested({ each: true })
  @Type(() => PictureLikeness)
  pictures!: PictureLikeness[];
}
