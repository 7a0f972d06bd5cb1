import { IsNumberString, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** Why billing does not return a payment that an operator wants to return. */
export const RETURN_REFUSALS = [
  'own-account',
  'too-many-today',
  'spent-in-part',
  'asked-before',
  'returned-before',
  'being-credited',
] as const;
export type ReturnRefusal = (typeof RETURN_REFUSALS)[number];

/**
 * "The credits that you, as an operator, wanted to give were not given", or the payment that you wanted to return was not returned. Billing
 * sends it once per act, to the operator. Added 2026-11-26.
 */
export class ExplainKeptCredits {
  /** The operator. */
  @IsUUID() userId!: UserId;

  /**
   * How much the operator may still give today, in hundredths of a credit. Absent: nothing was given because the account is the operator's
   * own.
   */
  @IsOptional() @IsNumberString({ no_symbols: true }) leftToday?: string;

  /** Why a payment was not returned. Absent: it was about credits. Added 2026-11-29. */
  @IsOptional() @OpenValue(RETURN_REFUSALS, { fallback: 'own-account' }) notReturned?: ReturnRefusal;
}
