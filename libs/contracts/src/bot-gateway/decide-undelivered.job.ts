import { Matches } from 'class-validator';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';
import { DECISIONS, type Decision } from '../decide-dead-letter';

/** "An operator has decided about a result that could not be delivered": send it again, or leave it. Added 2026-11-25. */
export class DecideUndelivered extends ByOperator {
  /** The number of the delivery. */
  @Matches(/^[1-9]\d{0,18}$/) deliveryId!: string;
  @KnownValue(DECISIONS) decision!: Decision;
}
