import { IsInt, IsNumberString, IsOptional, Max, Min } from 'class-validator';
import { KindedOrderReference, OpenValue } from '@aisha/kinds/fields';

export const REFUSALS = [
  'not-enough-credits',
  'price-changed',
  'too-many-orders',
  'over-own-limit',
  'person-banned',
  'cancelled-by-user', // the consent was withdrawn before the order reached billing; since 2026-11-28
  'unexpected',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** "The order was refused": no credits were held. Billing sends it, and the gateway offers a top-up or a new price. */
export class ExplainRefusal extends KindedOrderReference {
  @OpenValue(REFUSALS, { fallback: 'unexpected' }) code!: Refusal;

  /** The price in hundredths of a credit. */
  @IsNumberString({ no_symbols: true }) price!: string;
  @IsNumberString({ no_symbols: true }) available!: string;

  /** How many orders a person may have under way; only with `too-many-orders`, and since 2026-11-29. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000) maxOpenOrders?: number;
}
