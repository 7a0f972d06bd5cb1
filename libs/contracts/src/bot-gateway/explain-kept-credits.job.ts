import { IsNumberString, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "The credits that you, as an operator, wanted to give were not given." Billing sends it once per act, to the operator. Added 2026-11-26.
 */
export class ExplainKeptCredits {
  /** The operator. */
  @IsUUID() userId!: UserId;

  /**
   * How much the operator may still give today, in hundredths of a credit. Absent: nothing was given because the account is the operator's
   * own.
   */
  @IsOptional() @IsNumberString({ no_symbols: true }) leftToday?: string;
}
