import { IsBoolean, IsNumberString, IsOptional, IsUUID } from 'class-validator';
import { GAIN_REASONS, type GainReason, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/**
 * "You have gained credits by an invitation", or, with `isTakenBack`, "credits that you had gained by a purchase were taken back with it".
 * Amounts are in hundredths of a credit. Added 2026-11-25.
 */
export class TellGain {
  @IsUUID() userId!: UserId;
  @OpenValue(GAIN_REASONS, { fallback: 'promo' }) reason!: GainReason;
  @IsNumberString({ no_symbols: true }) credits!: string;
  @IsBoolean() isTakenBack!: boolean;
  /** The part of credits that came in that paid a debt; if credits were taken back, the part that had been spent and is owed now. */
  @IsNumberString({ no_symbols: true }) owed!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  /** Whether a card paid for the purchase that went back; absent for Stars, and for credits that came in. Added 2026-11-28. */
  @IsOptional() @IsBoolean() isCard?: boolean;
}
