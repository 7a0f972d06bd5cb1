import { IsUUID } from 'class-validator';
import type { PhotoId } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "It is me, too." The photo is never again taken for another person's. */
export class ConfirmPerson extends AvatarReference {
  @IsUUID() photoId!: PhotoId;
}
