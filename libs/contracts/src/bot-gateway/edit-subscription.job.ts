import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Have Telegram stop, or allow, the next payments of this subscription." The paid period stays. */
export class EditSubscription {
  @IsUUID() userId!: UserId;
  @IsString() @Length(1, 24) planId!: string;
  /** Telegram's id of the subscription's first payment, by which Telegram knows it. */
  @IsString() @Length(1, 255) firstChargeId!: string;
  @IsBoolean() isCancelled!: boolean;
  /** Set when the person has not asked for the change in the chat: if Telegram refuses it, only the log says so. */
  @IsOptional() @IsBoolean() isQuiet?: boolean;
}
