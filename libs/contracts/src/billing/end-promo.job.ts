import { Matches } from 'class-validator';
import { ByOperator } from '../by-operator';

/** "An operator ends a promo code now." A percent that a person has been promised stays promised. Added 2026-11-25. */
export class EndPromo extends ByOperator {
  /** In capitals. */
  @Matches(/^[A-Z0-9-]{4,24}$/) code!: string;
}
