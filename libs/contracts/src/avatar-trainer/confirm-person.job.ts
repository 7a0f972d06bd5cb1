import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "This photo shows me, too." The trainer never again takes it for a photo of another person. */
export class ConfirmPerson extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
