import { IsBoolean, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { MAX_FACE_DISTANCE } from '@aisha/domain';
import { OrderReference } from '@aisha/kinds/fields';

/** "This is how much the face is still that of the original": a line below a changed picture. Added 2026-11-25. */
export class ShowEditLikeness extends OrderReference {
  /**
   * The distance of embeddings between a face in the original and the same face in the changed picture. With several faces, the largest
   * distance; null without a face.
   */
  @IsOptional() @IsNumber() @Min(0) @Max(MAX_FACE_DISTANCE) distance: number | null = null;
  /** Whether the original shows a face, and the changed picture none. */
  @IsBoolean() isFaceLost!: boolean;
}
