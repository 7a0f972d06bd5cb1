import { IsNumberString, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "The credits that you gave as an operator were not given." Billing sends it once per act, to the operator. Added 2026-11-26. */
export class ExplainKeptCredits {
  /** The operator. */
  @IsUUID() userId!: UserId;

  /** What they may still give today, in hundredths of a credit. Absent: the account was their own. */
  @IsOptional() @IsNumberString({ no_symbols: true }) leftToday?: string;
}
