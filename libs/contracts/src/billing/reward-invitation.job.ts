import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Somebody who was invited has bought for the first time." Billing sends it to itself: the inviter and the friend gain credits, once.
 * Added 2026-11-25.
 */
export class RewardInvitation {
  @IsUUID() friendId!: UserId;
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
