import { IsBoolean, IsNumberString, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "The person sets their own limit, their reminder, or the zone of their day." What is absent stays as it is. */
export class SetSpending {
  @IsUUID() userId!: UserId;
  /** The IANA name of the zone in which the person's day begins. */
  @IsString() @Length(1, 64) timeZone!: string;
  /** Whether `limit` is to be set; null then removes the limit, from the next day on. */
  @IsOptional() @IsBoolean() setsLimit?: boolean;
  /** Hundredths of a credit a day. */
  @IsOptional() @IsNumberString({ no_symbols: true }) limit: string | null = null;
  /** Whether `remindBelow` is to be set; null then switches the reminder off. */
  @IsOptional() @IsBoolean() setsReminder?: boolean;
  @IsOptional() @IsNumberString({ no_symbols: true }) remindBelow: string | null = null;
}
