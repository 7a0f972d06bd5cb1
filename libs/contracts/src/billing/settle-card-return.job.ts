import { IsBoolean, IsString, Length } from 'class-validator';
import { ByOperator } from '../by-operator';

/**
 * "An operator has returned money that was paid by card, or will not return it." Telegram has no call for this: the operator did it at the
 * card provider (decision 217). The credits that were set aside are removed if the money went back, and given to the person again if not.
 * Added 2026-11-25.
 */
export class SettleCardReturn extends ByOperator {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
  /** Whether the money is on its way to the card. */
  @IsBoolean() isReturned!: boolean;
}
