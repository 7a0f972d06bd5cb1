import { IsUUID } from 'class-validator';
import type { AvatarId } from '@aisha/domain';
import { OrderReference } from '../order-fields';

/** "Your avatar is ready." */
export class AnnounceAvatar extends OrderReference {
  @IsUUID() avatarId!: AvatarId;
}
