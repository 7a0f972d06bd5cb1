import { IsUUID } from 'class-validator';
import type { PermissionId, UserId } from '@aisha/domain';

/**
 * "Show the state of this invitation": the link to send to a friend, or the friend's answer. The gateway sends it to itself, because it has
 * to ask Telegram for the bot's name, and because the answer is another person's input.
 */
export class ShowInvitation {
  /** The person who asks. */
  @IsUUID() userId!: UserId;
  @IsUUID() permissionId!: PermissionId;
}
