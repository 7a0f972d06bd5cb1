import { IsInt, IsOptional, IsString, IsUUID, Length, Matches, Min } from 'class-validator';
import { ERROR_CODE_NAMES, type ErrorCode, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "Your Stars are here, your credits are not." Billing sends it once it has given up and an operator has to act. */
export class ExplainDelayedPurchase {
  @IsUUID() userId!: UserId;
  @IsInt() @Min(0) stars!: number;
  /** Telegram's id of the charge: the person and the operator know the payment by it. */
  @IsString() @Length(1, 255) telegramPaymentChargeId!: string;
  @OpenValue(ERROR_CODE_NAMES, { fallback: 'unexpected' }) code!: ErrorCode;
  /** The currency of a payment by card; absent for Stars. Added 2026-11-25. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** The amount in the smallest units of the currency. */
  @IsOptional() @IsInt() @Min(1) amount?: number;
}
