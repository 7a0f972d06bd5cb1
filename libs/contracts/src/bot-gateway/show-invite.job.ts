import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Show the person their link for friends." The gateway sends it to itself. Added 2026-11-25. */
export class ShowInvite {
  @IsUUID() userId!: UserId;
}
