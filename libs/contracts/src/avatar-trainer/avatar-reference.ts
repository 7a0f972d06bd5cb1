import { IsUUID } from 'class-validator';
import type { AvatarId, UserId } from '@aisha/domain';

/** Names an avatar and its person: an avatar of another person is never found. */
export class AvatarReference {
  @IsUUID() avatarId!: AvatarId;
  @IsUUID() userId!: UserId;
}
