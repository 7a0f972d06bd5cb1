import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "This photo shows me, too." The trainer never again treats the photo as one of another person. */
export class ConfirmPerson extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
