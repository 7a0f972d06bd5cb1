import { IsInt, IsISO8601, IsNumberString, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { PROMO_OUTCOMES, type PromoOutcome, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "This is the outcome of your promo code." Amounts are in hundredths of a credit. Added 2026-11-25. */
export class TellPromo {
  @IsUUID() userId!: UserId;
  @OpenValue(PROMO_OUTCOMES, { fallback: 'ended' }) outcome!: PromoOutcome;
  @IsString() @Length(1, 24) code!: string;
  /** The credits that the code brought at once. */
  @IsOptional() @IsNumberString({ no_symbols: true }) credits?: string;
  /** How many percent more credits the next purchase brings. */
  @IsOptional() @IsInt() @Min(1) @Max(100) percent?: number;
  /** The moment until which the percent waits for a purchase; for a code that is not valid yet, the moment from which it can be used. */
  @IsOptional() @IsISO8601() until?: string;
  /** The part of the credits that paid a debt. */
  @IsNumberString({ no_symbols: true }) debtPaid!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
}
