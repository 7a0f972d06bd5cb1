import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "Show this photo": it becomes the avatar's picture in lists. */
export class ChooseMainPhoto extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
