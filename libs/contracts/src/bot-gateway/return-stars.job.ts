import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Give the Stars of this payment back." Its credits are set aside already. The gateway asks until Telegram answers, and passes the answer
 * to billing.
 */
export class ReturnStars {
  @IsUUID() returnId!: string;
  @IsUUID() userId!: UserId;
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
