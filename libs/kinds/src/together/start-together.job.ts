import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsString, IsUUID, Length } from 'class-validator';
import { ASPECT_RATIOS, type AspectRatio, type AvatarId, type PermissionId, PROMPT_LENGTH } from '@aisha/domain';
import { MAX_FRIENDS } from './together';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';

/**
 * "Draw us together." Billing forwards it once the credits are held. It names no other person: who is drawn is read from the
 * permissions, each time anew. It ends in exactly one settle-hold.
 */
export class StartTogether extends OrderReference {
  /** The avatar of the person who orders. */
  @IsUUID() avatarId!: AvatarId;

  /** The permissions of the others. */
  @IsUUID('all', { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_FRIENDS)
  @ArrayUnique()
  permissionIds!: PermissionId[];

  /** The idea as the person typed it, in any language. The sender decides what is too short (StartGeneration). */
  @IsString() @Length(1, PROMPT_LENGTH.max) prompt!: string;

  @KnownValue(ASPECT_RATIOS) aspectRatio!: AspectRatio;
}

export const TOGETHER_START = startMessage(StartTogether, () => ['together', 1]);
