import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Give the Stars of this payment back": its credits are set aside. The gateway asks Telegram until it answers, and tells billing what it said. */
export class ReturnStars {
  @IsUUID() returnId!: string;
  @IsUUID() userId!: UserId;
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
