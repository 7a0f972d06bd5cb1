import { IsString, Length } from 'class-validator';

/** "The Stars of this purchase went back." Billing tells itself: what people gained by it goes back, once. Added 2026-11-25. */
export class TakeBackGains {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
