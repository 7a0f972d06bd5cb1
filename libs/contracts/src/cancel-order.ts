import { IsBoolean, IsOptional } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/**
 * "Stop this order." The finished part of the order is charged; an order for which no provider was asked yet costs nothing. An order at a
 * provider is cancelled there if that is still possible.
 */
export class CancelOrder extends KindedOrderReference {
  /** Whether the person has withdrawn consent, or deleted the avatar that the order trains: the order then ends at once, even if it leaves work unpaid. Absent: false. */
  @IsOptional() @IsBoolean() isWithdrawn?: boolean;
}
