import { IsUUID } from 'class-validator';
import type { GiftId, UserId } from '@aisha/domain';

/**
 * "The person opens a gift by its link." A giver who opens their own gift takes it back. Billing answers both with `tell-gift`. Added
 * 2026-11-25.
 */
export class OpenGift {
  @IsUUID() giftId!: GiftId;
  @IsUUID() userId!: UserId;
}
