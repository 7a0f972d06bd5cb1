import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "This photo shows me, too." The trainer never again takes it for another person's. */
export class ConfirmPerson extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
