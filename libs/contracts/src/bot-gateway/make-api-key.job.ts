import { ArrayNotEmpty, IsArray, IsString, IsUUID, Length } from 'class-validator';
import { API_KEY_NAME, API_SCOPES, type ApiKeyId, type ApiScope, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/**
 * "Make a key to the public API and show it to its person." The gateway sends this message to itself. The key is made only when it is sent
 * to Telegram, so that no row and no queue ever has the key.
 */
export class MakeApiKey {
  @IsUUID() keyId!: ApiKeyId;
  @IsUUID() userId!: UserId;
  @IsString() @Length(API_KEY_NAME.min, API_KEY_NAME.max) name!: string;
  @IsArray() @ArrayNotEmpty() @OpenValue(API_SCOPES, { fallback: 'read', each: true }) scopes!: ApiScope[];
}
