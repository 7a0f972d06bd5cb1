import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PHOTO_FINDING_NAMES, type PhotoFinding, type PhotoId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';
import { AvatarReference } from './avatar-reference';

/** "Here is a photo." The trainer checks it, keeps or refuses it, and answers with show-photo-verdict either way. */
export class CheckPhoto extends AvatarReference {
  @IsUUID() photoId!: PhotoId;

  /** Storage reference of the file as the person sent it; null when the bot could not fetch the file from Telegram. */
  @IsOptional() @IsString() @Length(1, 512) incoming: string | null = null;

  /**
   * Why the bot refused to fetch the file. Null when it fetched the file, and when Telegram did not give it (then `incoming` is null, too).
   */
  @IsOptional() @OpenValue(PHOTO_FINDING_NAMES, { fallback: 'unsuitable' }) refusal?: PhotoFinding | null;
}
