import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { ERROR_CODE_NAMES, type ErrorCode } from '@aisha/domain';
import { KindedOrderReference, OpenValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

/** "The order ended": charge for what was delivered, give back the rest. It is sent exactly once for every order. */
export class SettleHold extends KindedOrderReference {
  /** How many of the `of` parts were delivered, for example 3 of 4 pictures; 0 gives everything back. */
  @IsInt() @Min(0) @Max(10_000) delivered!: number;
  @IsInt() @Min(1) @Max(10_000) of!: number;

  /**
   * How many parts the person pays for when that is more than were delivered: providers worked on them, and the person's free work does not
   * cover them. Absent: the person pays for the delivered parts. Since 2026-11-23.
   */
  @IsOptional() @IsInt() @Min(0) @Max(10_000) charged?: number;

  /** Why less than everything was delivered; null when all was. Shown on the receipt. */
  @IsOptional() @OpenValue(ERROR_CODE_NAMES, { fallback: 'unexpected' }) reason: ErrorCode | null = null;

  /**
   * The operator who ended the order, and why, for the log alone; for example `nina: it never began`. Since 2026-11-24; absent: no operator
   * ended it.
   */
  @IsOptional() @IsString() @Length(1, 300) operator?: string;

  /**
   * The operator and the reason for the audit row, which billing writes when the order never reached its worker. Since 2026-11-25; absent:
   * the act leaves no row.
   */
  @IsOptional() @ValidateNested() @Type(() => ByOperator) by?: ByOperator;
}
