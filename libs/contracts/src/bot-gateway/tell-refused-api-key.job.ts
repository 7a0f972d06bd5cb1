import { IsString, IsUUID, Length } from 'class-validator';
import { API_KEY_NAME, type ApiKeyId, type UserId } from '@aisha/domain';

/**
 * "The key that you were shown opens nothing, because you have as many keys as anybody may have." The public API sends it where it keeps no
 * key. Since 2026-11-28.
 */
export class TellRefusedApiKey {
  @IsUUID() keyId!: ApiKeyId;
  @IsUUID() userId!: UserId;
  @IsString() @Length(API_KEY_NAME.min, API_KEY_NAME.max) name!: string;

  /** The last four characters of the key, by which its person recognises it. */
  @IsString() @Length(4, 4) ending!: string;
}
