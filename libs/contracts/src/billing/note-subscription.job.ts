import { IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import type { SubscriptionState, UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';

/** What Telegram can say of a subscription. */
const TOLD_STATES = ['active', 'cancelled', 'failed'] as const satisfies readonly SubscriptionState[];

/** "Telegram reports this state of the subscription": the person or Telegram has changed whether its next payment comes. */
export class NoteSubscription {
  @IsUUID() userId!: UserId;
  /** The plan of the subscription: Telegram names it by the payload of its invoice. */
  @IsString() @Length(1, 24) planId!: string;
  /**
   * The subscription, by Telegram's id of its first payment: set when Telegram answered our own request, and absent when an update reported
   * the state, because updates do not name it. Added 2026-11-25.
   */
  @IsOptional() @IsString() @Length(1, 255) firstChargeId?: string;
  @KnownValue(TOLD_STATES) state!: (typeof TOLD_STATES)[number];
  /**
   * Telegram's number of the update that reported the state, so that an older update changes nothing; absent when Telegram answered our own
   * request.
   */
  @IsOptional() @IsInt() @Min(1) updateId?: number;
}
