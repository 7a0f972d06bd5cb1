import { IsString, Length } from 'class-validator';
import { ByOperator } from '../by-operator';

/**
 * "The card provider's report contains this payment." An update of Telegram named the payment, but we do not know whether our answer to the
 * checkout had reached Telegram; the operator trusts the report (decision 217). Added 2026-11-25.
 */
export class ConfirmCardPayment extends ByOperator {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
