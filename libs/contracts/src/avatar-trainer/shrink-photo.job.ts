import { IsUUID } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';

/**
 * "Make this photo fit to be described": the one fetched under these ids. Decoded and kept as a smaller JPEG without metadata, then
 * describe-photo; or answered with show-photo-idea when it cannot be described.
 */
export class ShrinkPhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;
}
