import { IsString, Length } from 'class-validator';

/** "The Stars went back." The message only names the payment: billing takes the credits back, once per charge (decision 29). */
export class RefundPurchase {
  /** Telegram's id of the charge that was refunded. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
