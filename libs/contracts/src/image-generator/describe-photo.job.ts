import { IsUUID } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';

/** "Make an idea of this photo": answered with show-photo-idea either way, and the photo is gone then. */
export class DescribePhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;
}
