import { IsUUID } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';

/** "Make an idea of this photo." The generator answers with show-photo-idea either way, and removes the photo. */
export class DescribePhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;
}
