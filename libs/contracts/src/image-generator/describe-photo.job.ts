import { IsUUID } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';

/**
 * "Make an idea of this photo." The generator answers with show-photo-idea, with an idea or with the reason why there is none, and removes
 * the photo.
 */
export class DescribePhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;
}
