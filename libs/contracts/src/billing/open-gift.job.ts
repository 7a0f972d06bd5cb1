import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { GiftId, UserId } from '@aisha/domain';

/**
 * "The person opens a gift." A giver takes their own gift back, but not by its link. Billing answers with `tell-gift`. Added 2026-11-25.
 */
export class OpenGift {
  @IsUUID() giftId!: GiftId;
  @IsUUID() userId!: UserId;

  /** True when the person followed the gift's link; a giver then only hears that the gift is theirs. Since 2026-11-28; absent: false. */
  @IsOptional() @IsBoolean() isByLink?: boolean;
}
