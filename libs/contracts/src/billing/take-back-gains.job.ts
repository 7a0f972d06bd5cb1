import { IsString, Length } from 'class-validator';

/**
 * "The Stars of this purchase went back." Billing sends it to itself: the credits that people gained by the purchase are taken back, once.
 * Added 2026-11-25.
 */
export class TakeBackGains {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
