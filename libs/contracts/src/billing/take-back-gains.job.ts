import { IsString, Length } from 'class-validator';

/**
 * "The Stars of this purchase went back." Billing sends it to itself: what people gained by the purchase goes back, once. Added 2026-11-25.
 */
export class TakeBackGains {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
