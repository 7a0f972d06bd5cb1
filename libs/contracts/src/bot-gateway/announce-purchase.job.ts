import { IsInt, IsISO8601, IsNumberString, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "The credits are yours." Billing sends it once per charge; the amounts are in hundredths of a credit. */
export class AnnouncePurchase {
  @IsUUID() userId!: UserId;
  @IsNumberString({ no_symbols: true }) credited!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  /** 0 for a payment by card. */
  @IsInt() @Min(0) stars!: number;
  /** The part of the credits that paid a debt. Added 2026-11-21; 0 in older messages. */
  @IsOptional() @IsNumberString({ no_symbols: true }) debtPaid = '0';
  /**
   * The charge, so that the bot thanks and names the credits in one message. Added 2026-11-21; null: the credits come
   * in a message of their own.
   */
  @IsOptional() @IsString() @Length(1, 255) telegramPaymentChargeId: string | null = null;
  /** The credits that a promo code gave on top; absent: none. Added 2026-11-25. */
  @IsOptional() @IsNumberString({ no_symbols: true }) bonus?: string;
  /** The end of the time that this payment of a subscription pays for. Added 2026-11-25; null: the payment bought a pack. */
  @IsOptional() @IsISO8601() subscribedUntil: string | null = null;
}
