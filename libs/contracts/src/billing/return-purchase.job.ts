import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "A person asks for the Stars of a purchase." Billing judges it by the rule of unused credits, sets its credits aside and has the gateway
 * give the Stars back; or tells the person why not (decision 207).
 */
export class ReturnPurchase {
  /** Made by the tap: the same tap twice is one return. */
  @IsUUID() returnId!: string;
  @IsUUID() userId!: UserId;
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
