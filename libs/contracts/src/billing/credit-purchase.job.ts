import { IsString, Length } from 'class-validator';

/** "Stars arrived." The message only names the payment: billing credits what the gateway's row says, once per charge (decision 29). */
export class CreditPurchase {
  /** Telegram's id of the charge: the key that makes the purchase unique. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
