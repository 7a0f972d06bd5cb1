import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Somebody came by this person's link." Billing keeps the invitation only when that somebody is new (decision 205). Added 2026-11-25. */
export class KeepInvitation {
  @IsUUID() friendId!: UserId;
  @IsUUID() inviterId!: UserId;
}
