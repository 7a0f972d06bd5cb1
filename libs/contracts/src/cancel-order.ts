import { IsBoolean, IsOptional } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/** "Stop this order." Before it was sent it costs nothing; at the provider it is cancelled when that is still possible. */
export class CancelOrder extends KindedOrderReference {
  /** Whether the person has withdrawn consent: the order then ends at once, paid or not. Absent: false. */
  @IsOptional() @IsBoolean() isWithdrawn?: boolean;
}
