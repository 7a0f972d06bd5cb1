import { IsNumberString, IsUUID, Matches } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Support has given you credits", or has taken some from you. Billing sends it once per act; the amounts are in hundredths of a credit.
 * Added 2026-11-25.
 */
export class AnnounceCorrection {
  @IsUUID() userId!: UserId;
  /** Below 0: credits were taken. */
  @Matches(/^-?[1-9]\d{0,8}$/) given!: string;
  /** The part of the given credits that paid what the person owed. */
  @IsNumberString({ no_symbols: true }) debtPaid!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
}
