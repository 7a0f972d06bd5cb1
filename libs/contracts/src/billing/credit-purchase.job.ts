import { IsInt, IsString, IsUUID, Length, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Stars arrived." Sent only on Telegram's successful_payment; credited once per charge id. */
export class CreditPurchase {
  @IsUUID() userId!: UserId;
  @IsString() @Length(1, 64) packId!: string;
  @IsInt() @Min(1) stars!: number;
  /** Telegram's id of the charge: the key that makes the purchase unique. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
