import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';
import { RESTORATION_REFUSALS, type RestorationRefusal } from '@aisha/kinds';
import { OpenValue } from '@aisha/kinds/fields';

/** What the trainer has seen of a photo that is to be restored. */
export class RestorablePhoto {
  @IsInt() @Min(1) @Max(1_000) faces!: number;
  /** The width of the photo as it waits in storage, in pixels. */
  @IsInt() @Min(1) @Max(100_000) width!: number;
  @IsInt() @Min(1) @Max(100_000) height!: number;
}

/** "This photo can be restored, or this is why not." */
export class ShowRestorablePhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;

  /** Null when it cannot; `refusal` says why. */
  @IsOptional() @ValidateNested() @Type(() => RestorablePhoto) photo: RestorablePhoto | null = null;
  @IsOptional() @OpenValue(RESTORATION_REFUSALS, { fallback: 'unavailable' }) refusal: RestorationRefusal | null = null;
}
