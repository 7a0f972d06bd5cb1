import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAX_FACE_DISTANCE } from '@aisha/domain';
import { MAX_FRIENDS } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class MatchedFace {
  /**
   * How far the face is from the mean face of the person's photos, as a distance of embeddings; null: no face in the picture is this
   * person's.
   */
  @IsOptional() @IsNumber() @Min(0) @Max(MAX_FACE_DISTANCE) distance: number | null = null;
}

/** "These are the people in the picture." Only numbers: the faces stay in the trainer. */
export class KeepFaces extends OrderReference {
  /** The hash of the picture that was measured. */
  @IsString() @Length(64, 64) sha256!: string;

  /** One entry for each person whom the question to the trainer named, in the same order. */
  @ArrayMinSize(2)
  @ArrayMaxSize(MAX_FRIENDS + 1)
  @ValidateNested({ each: true })
  @Type(() => MatchedFace)
  people!: MatchedFace[];

  /** How many faces belong to none of these people. */
  @IsInt() @Min(0) @Max(100) strangers!: number;
}
