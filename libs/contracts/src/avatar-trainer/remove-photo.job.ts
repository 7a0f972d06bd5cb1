import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "Not this photo." Removes a photo from a set that is not training. */
export class RemovePhoto extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
