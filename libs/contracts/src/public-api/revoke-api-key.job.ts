import { IsUUID } from 'class-validator';
import type { ApiKeyId, UserId } from '@aisha/domain';

/** "This key is no longer valid." */
export class RevokeApiKey {
  @IsUUID() keyId!: ApiKeyId;
  @IsUUID() userId!: UserId;
}
