import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Have Telegram stop, or allow, the next payments of this subscription." The paid period stays. */
export class EditSubscription {
  @IsUUID() userId!: UserId;
  @IsString() @Length(1, 24) planId!: string;
  /** Telegram's id of the subscription's first payment, by which Telegram knows it. */
  @IsString() @Length(1, 255) firstChargeId!: string;
  @IsBoolean() isCancelled!: boolean;
  /** Set when nobody has asked for it in the chat: a refused change is then only in the log. */
  @IsOptional() @IsBoolean() isQuiet?: boolean;
}
