import { IsUUID } from 'class-validator';
import type { AvatarId, UserId } from '@aisha/domain';

/** Names an avatar and its owner: the receiver finds an avatar only together with its owner. */
export class AvatarReference {
  @IsUUID() avatarId!: AvatarId;
  @IsUUID() userId!: UserId;
}
