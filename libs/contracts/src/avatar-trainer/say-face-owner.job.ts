import { IsInt, Min } from 'class-validator';
import { FACE_OWNERS, type FaceOwner } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { AvatarReference } from './avatar-reference';

/** The person says whose face an avatar shows, and that the owner of the face is 18 and agrees. Since 2026-11-23. */
export class SayFaceOwner extends AvatarReference {
  @KnownValue(FACE_OWNERS) faceOwner!: FaceOwner;
  /** The wording of the question that the person answered: its FACE_WORD_VERSION. */
  @IsInt() @Min(1) version!: number;
}
