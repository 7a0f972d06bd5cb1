import { IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import type { SubscriptionState, UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';

/** What Telegram can say of a subscription. */
export const TOLD_STATES = ['active', 'cancelled', 'failed'] as const satisfies readonly SubscriptionState[];

/** "Telegram reports this state of the subscription": the person or Telegram has changed whether its next payment comes. */
export class NoteSubscription {
  @IsUUID() userId!: UserId;
  /** The plan of the subscription: Telegram names it by the payload of its invoice. */
  @IsString() @Length(1, 24) planId!: string;
  /**
   * The subscription, by Telegram's id of its first payment: set when Telegram answered our own request. Added 2026-11-25; an update does
   * not say it.
   */
  @IsOptional() @IsString() @Length(1, 255) firstChargeId?: string;
  @KnownValue(TOLD_STATES) state!: (typeof TOLD_STATES)[number];
  /** The number of the update that told it, so that an older one changes nothing; absent when Telegram answered our own request. */
  @IsOptional() @IsInt() @Min(1) updateId?: number;
}
