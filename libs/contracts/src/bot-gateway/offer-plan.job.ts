import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Give the person the link by which Telegram sells this plan." Telegram sells subscriptions only by a link, never by an invoice in a chat.
 */
export class OfferPlan {
  @IsUUID() userId!: UserId;
  @IsString() @Length(1, 24) planId!: string;
}
