import { ArrayNotEmpty, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';
import { API_KEY_NAME, API_SCOPES, type ApiKeyId, type ApiScope, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "This key is valid from now on." The gateway has made the key and shown it to its person once; nobody keeps the key itself. */
export class KeepApiKey {
  @IsUUID() keyId!: ApiKeyId;
  @IsUUID() userId!: UserId;
  @IsString() @Length(API_KEY_NAME.min, API_KEY_NAME.max) name!: string;
  @IsArray() @ArrayNotEmpty() @OpenValue(API_SCOPES, { fallback: 'read', each: true }) scopes!: ApiScope[];

  /** SHA-256 of the key, in hexadecimal digits. */
  @Matches(/^[0-9a-f]{64}$/) digest!: string;

  /** The last four characters of the key, by which its person recognises it. */
  @IsString() @Length(4, 4) ending!: string;
}
