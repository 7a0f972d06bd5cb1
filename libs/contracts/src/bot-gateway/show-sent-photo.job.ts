import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';
import { SENT_PHOTO_REFUSALS, SENT_PHOTO_USES, type SentPhotoRefusal, type SentPhotoUse } from '@aisha/kinds';
import { KnownValue, OpenValue } from '@aisha/kinds/fields';

/** Whose faces a sent photo shows: only those of the person's own avatars, also somebody else's, or none. */
const FACES_OF_PHOTO = ['own', 'others', 'nobody'] as const;
export type FacesOfPhoto = (typeof FACES_OF_PHOTO)[number];

/** The trainer's verdict on a photo that a person sent. */
export class SentPhoto {
  @IsInt() @Min(0) @Max(1_000) faces!: number;
  /** The width of the photo as it waits in storage, in pixels. */
  @IsInt() @Min(1) @Max(100_000) width!: number;
  @IsInt() @Min(1) @Max(100_000) height!: number;

  /** Whose faces the photo shows; null: nobody has checked, because the use needs no answer. Since 2026-11-25. */
  @IsOptional() @OpenValue(FACES_OF_PHOTO, { fallback: 'others' }) whose?: FacesOfPhoto | null = null;
}

/** "This photo can be used for what it was sent for, or this is why not." */
export class ShowSentPhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;
  @KnownValue(SENT_PHOTO_USES) usedFor!: SentPhotoUse;

  /** Null when the photo cannot be used; `refusal` says why. */
  @IsOptional() @ValidateNested() @Type(() => SentPhoto) photo: SentPhoto | null = null;
  @IsOptional() @OpenValue(SENT_PHOTO_REFUSALS, { fallback: 'unavailable' }) refusal: SentPhotoRefusal | null = null;
}
