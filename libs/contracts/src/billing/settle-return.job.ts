import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';

/**
 * "Telegram has answered." If the Stars are back with the person, the credits that were set aside are removed; if not, the person gets them
 * back.
 */
export class SettleReturn {
  @IsUUID() returnId!: string;
  /** Whether the Stars are back with the person, by this return or an earlier one. */
  @IsBoolean() isReturned!: boolean;
  /** What Telegram said when it refused, for operators; null when the Stars are back. */
  @IsOptional() @IsString() @Length(1, 300) problem: string | null = null;
}
