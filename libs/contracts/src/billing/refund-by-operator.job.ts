import { IsBoolean, IsOptional, IsString, Length } from 'class-validator';
import { ByOperator } from '../by-operator';

/**
 * "An operator gives the Stars of this payment back." Billing sets the credits aside first, then the gateway asks Telegram (decision 207). For a
 * payment that bought nothing there are no credits to take. Added 2026-11-25.
 */
export class RefundByOperator extends ByOperator {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;

  /** Set when the operator has read that credits are spent: they are taken from other credits, and the rest becomes a debt. */
  @IsOptional() @IsBoolean() evenIfSpent?: boolean;
}
