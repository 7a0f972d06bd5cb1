import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** Why billing does not return a payment that an operator wants to return; `unknown` is a reason of a newer release. */
export const RETURN_REFUSALS = [
  'own-account',
  'too-many-today',
  'spent-in-part',
  'asked-before',
  'returned-before',
  'being-credited',
  'unknown',
] as const;
export type ReturnRefusal = (typeof RETURN_REFUSALS)[number];

/** "The payment that you, as an operator, wanted to return was not returned." Billing sends it once per act, to the operator. Added 2026-11-29. */
export class ExplainKeptPayment {
  /** The operator. */
  @IsUUID() userId!: UserId;

  @OpenValue(RETURN_REFUSALS, { fallback: 'unknown' }) why!: ReturnRefusal;
}
