import { IsString, Length } from 'class-validator';
import { AVATAR_NAME_LENGTH } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** Gives an avatar another name. */
export class RenameAvatar extends AvatarReference {
  @IsString() @Length(AVATAR_NAME_LENGTH.min, AVATAR_NAME_LENGTH.max) name!: string;
}
