import { IsBoolean, IsOptional } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/**
 * "Stop this order." An order that was not sent to a provider yet costs nothing. An order at a provider is cancelled there if that is still
 * possible.
 */
export class CancelOrder extends KindedOrderReference {
  /** Whether the person has withdrawn consent: the order then ends at once, paid or not. Absent: false. */
  @IsOptional() @IsBoolean() isWithdrawn?: boolean;
}
