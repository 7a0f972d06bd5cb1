import { IsInt, IsNumberString, IsOptional, IsUUID, Matches, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Your Stars went back, and the credits with them." Billing sends it once per charge; the amounts are in hundredths of a credit, and 0 for a
 * payment that had bought nothing.
 */
export class AnnounceRefund {
  @IsUUID() userId!: UserId;
  /** The part of the purchase's credits that billing took from the available credits. */
  @IsNumberString({ no_symbols: true }) taken!: string;
  /** The part that had been spent: the person owes these credits, and the next credits that come in pay the debt. */
  @IsNumberString({ no_symbols: true }) owed!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  @IsInt() @Min(0) stars!: number;
  /** The currency of a payment by card; absent for Stars. Added 2026-11-25. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  /** The amount in the smallest units of the currency. */
  @IsOptional() @IsInt() @Min(1) amount?: number;
}
