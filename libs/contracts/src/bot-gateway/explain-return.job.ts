import { IsInt, IsNumberString, IsOptional, IsUUID, Matches, Min } from 'class-validator';
import { RETURN_VERDICTS, type ReturnVerdict, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/**
 * "The Stars do not go back", and why. Either nothing was changed, or the person has got back the credits that were set aside. Amounts are
 * in hundredths of a credit.
 */
export class ExplainReturn {
  @IsUUID() userId!: UserId;
  /** `by-rule` when the rule allows the return and Telegram refused it. */
  @OpenValue(RETURN_VERDICTS, { fallback: 'unknown' }) verdict!: ReturnVerdict;
  /** The Stars of the purchase; 0 when the purchase is not known. */
  @IsInt() @Min(0) stars!: number;
  /** How many credits of the purchase were spent; for `bonus-spent`, how many of its bonus. */
  @IsNumberString({ no_symbols: true }) spent!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  /** The credits that were set aside and are the person's again; absent: some are. Added 2026-11-28. */
  @IsOptional() @IsNumberString({ no_symbols: true }) setAside?: string;
  /** The part of these credits that paid a debt; absent: none. Added 2026-11-28. */
  @IsOptional() @IsNumberString({ no_symbols: true }) debtPaid?: string;
  /** The currency of a payment by card; absent for Stars. Added 2026-11-25. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** The amount in the smallest units of the currency. */
  @IsOptional() @IsInt() @Min(1) amount?: number;
}
