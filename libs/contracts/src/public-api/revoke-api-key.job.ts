import { IsUUID } from 'class-validator';
import type { ApiKeyId, UserId } from '@aisha/domain';

/** "This key opens nothing any more." */
export class RevokeApiKey {
  @IsUUID() keyId!: ApiKeyId;
  @IsUUID() userId!: UserId;
}
