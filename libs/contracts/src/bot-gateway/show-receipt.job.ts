import { IsInt, IsNumberString, IsOptional, Min } from 'class-validator';
import { ERROR_CODE_NAMES, type ErrorCode } from '@aisha/domain';
import { KindedOrderReference, OpenValue } from '@aisha/kinds/fields';

/**
 * "Settled": the credits held, charged and given back, and the balance. Billing sends it once per order. The amounts are in hundredths of a
 * credit.
 */
export class ShowReceipt extends KindedOrderReference {
  @IsNumberString({ no_symbols: true }) held!: string;
  @IsNumberString({ no_symbols: true }) charged!: string;
  @IsNumberString({ no_symbols: true }) released!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  @IsInt() @Min(0) delivered!: number;
  @IsInt() @Min(1) of!: number;
  /** How many of the delivered units of speech were free. None when absent. Since 2026-11-22. */
  @IsOptional() @IsInt() @Min(0) freeUnits?: number;
  @IsOptional() @OpenValue(ERROR_CODE_NAMES, { fallback: 'unexpected' }) reason: ErrorCode | null = null;
}
