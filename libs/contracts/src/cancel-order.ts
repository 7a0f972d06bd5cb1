import { IsBoolean, IsOptional } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/**
 * "Stop this order": it is charged nothing while it was not sent; at the provider it is cancelled when that is still
 * possible.
 */
export class CancelOrder extends KindedOrderReference {
  /** The person has taken the consent back: the order ends at once, whether or not it is paid; absent: false. */
  @IsOptional() @IsBoolean() isWithdrawn?: boolean;
}
