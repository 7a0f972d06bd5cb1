import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { AvatarId, UserId } from '@aisha/domain';
import { MAX_FRIENDS } from '@aisha/kinds';
import { OrderReference } from '@aisha/kinds/fields';

export class PersonToMatch {
  /** The owner of the avatar, who need not be the person who placed the order. */
  @IsUUID() userId!: UserId;
  @IsUUID() avatarId!: AvatarId;
}

/**
 * "Whose faces are in this picture?" Asked before a picture of several people is delivered. The trainer answers with keep-faces,
 * unless the picture is gone.
 */
export class MatchFaces extends OrderReference {
  /** Storage reference of the picture. */
  @IsString() @Length(1, 512) file!: string;
  /** The picture's hash, which the answer names. */
  @IsString() @Length(64, 64) sha256!: string;

  @ArrayMinSize(2)
  @ArrayMaxSize(MAX_FRIENDS + 1)
  @ValidateNested({ each: true })
  @Type(() => PersonToMatch)
  people!: PersonToMatch[];
}
