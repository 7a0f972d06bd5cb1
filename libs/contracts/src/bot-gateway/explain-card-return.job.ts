import { IsInt, IsNumberString, IsUUID, Matches, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "An operator will return the money that you paid by card, within days": the credits are set aside until then. Added 2026-11-25. */
export class ExplainCardReturn {
  @IsUUID() userId!: UserId;
  @Matches(/^[A-Z]{3}$/) currency!: string;
  /** In the smallest units of the currency. */
  @IsInt() @Min(1) amount!: number;
  /** In hundredths of a credit. */
  @IsNumberString({ no_symbols: true }) setAside!: string;
}
