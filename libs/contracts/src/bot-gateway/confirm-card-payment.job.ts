import { IsString, Length } from 'class-validator';
import { ByOperator } from '../by-operator';

/**
 * "The card provider's report has this payment." An update told of it, and we do not know whether Telegram took our yes before it; the operator
 * believes the report (decision 217). Added 2026-11-25.
 */
export class ConfirmCardPayment extends ByOperator {
  /** Telegram's id of the charge. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
}
