import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "A person asks for the Stars of a purchase." Billing decides by the rule of unused credits. If the purchase may go back, billing sets its
 * credits aside and asks the gateway for the Stars, or an operator for the money that was paid by card; if not, it tells the person why
 * (decision 207).
 */
export class ReturnPurchase {
  /** The id that the tap makes: a tap that arrives twice is one return. */
  @IsUUID() returnId!: string;
  @IsUUID() userId!: UserId;
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
