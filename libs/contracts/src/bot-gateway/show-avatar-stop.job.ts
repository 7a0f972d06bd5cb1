import { IsOptional, IsUUID } from 'class-validator';
import { type AvatarId, FACE_STOPS, type FaceStop, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "Your avatar is stopped", or it is free again. */
export class ShowAvatarStop {
  @IsUUID() userId!: UserId;
  @IsUUID() avatarId!: AvatarId;
  /** Null: the avatar may be trained and drawn again. */
  @IsOptional() @OpenValue(FACE_STOPS, { fallback: 'misused' }) stop: FaceStop | null = null;
}
