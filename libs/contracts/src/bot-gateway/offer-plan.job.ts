import { IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Give the person the link by which Telegram sells this plan": only a link can be a subscription, no invoice in a chat. */
export class OfferPlan {
  @IsUUID() userId!: UserId;
  @IsString() @Length(1, 24) planId!: string;
}
