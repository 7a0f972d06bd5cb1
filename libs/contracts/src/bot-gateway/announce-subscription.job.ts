import { IsInt, IsISO8601, IsNumberString, IsUUID, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** What can have happened to a subscription besides a payment. */
export const SUBSCRIPTION_NEWS = ['cancelled', 'resumed', 'failed', 'ended', 'given-back', 'replaced'] as const;
export type SubscriptionNews = (typeof SUBSCRIPTION_NEWS)[number];

/** "Your subscription has changed": billing sends it once for each change that is no payment. */
export class AnnounceSubscription {
  @IsUUID() userId!: UserId;
  @OpenValue(SUBSCRIPTION_NEWS, { fallback: 'cancelled' }) news!: SubscriptionNews;
  /** What a payment brings, in hundredths of a credit. */
  @IsNumberString({ no_symbols: true }) credits!: string;
  @IsInt() @Min(1) stars!: number;
  @IsISO8601() paidUntil!: string;
}
