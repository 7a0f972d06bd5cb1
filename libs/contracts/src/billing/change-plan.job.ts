import { IsInt, IsISO8601, IsNumberString, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { PLAN_STARS_AT_MOST } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

const PLAN_CHANGES = ['add', 'retire'] as const;

/**
 * "Sell this monthly plan from a moment on", or stop selling it: people who have subscribed keep its price. A plan is never changed.
 * Billing refuses a plan whose credits cost less than what they buy (decisions 195 and 208). Added 2026-11-25.
 */
export class ChangePlan extends ByOperator {
  @KnownValue(PLAN_CHANGES) change!: (typeof PLAN_CHANGES)[number];
  @IsString() @Length(1, 24) id!: string;
  @IsISO8601() from!: string;
  /** What each payment brings, in hundredths of a credit; for `add`. */
  @IsOptional() @IsNumberString({ no_symbols: true }) credits?: string;
  /** What each payment costs; for `add`. */
  @IsOptional() @IsInt() @Min(1) @Max(PLAN_STARS_AT_MOST) stars?: number;
}
