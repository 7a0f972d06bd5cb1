import { IsISO8601, IsNumberString, IsOptional, IsUUID } from 'class-validator';
import { GIFT_NAMES, GIFT_OUTCOMES, type GiftId, type GiftName, type GiftOutcome, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "This is the outcome of your gift." Amounts are in hundredths of a credit. Added 2026-11-25. */
export class TellGift {
  @IsUUID() userId!: UserId;
  @IsUUID() giftId!: GiftId;
  @OpenValue(GIFT_OUTCOMES, { fallback: 'unknown' }) outcome!: GiftOutcome;
  @IsNumberString({ no_symbols: true }) credits!: string;
  /** The part of the received credits that paid a debt. */
  @IsNumberString({ no_symbols: true }) debtPaid!: string;
  @IsOptional() @IsNumberString({ no_symbols: true }) availableAfter?: string;
  @IsOptional() @IsISO8601() expiresAt?: string;
  /** What the giver called the gift. Since 2026-11-26. */
  @IsOptional() @OpenValue(GIFT_NAMES, { fallback: 'credits' }) called: GiftName = 'credits';
}
