import { IsBoolean, IsOptional } from 'class-validator';
import { OrderReference } from '@aisha/kinds/fields';

/** "Stop it": before it was sent nothing is charged; at the provider it is cancelled there when that is still possible. */
export class CancelOrder extends OrderReference {
  /** The person has taken the consent back: the order ends at once, whoever pays for it. Since 2026-11-23; before, such a cancel could be refused; absent: false. */
  @IsOptional() @IsBoolean() isWithdrawn?: boolean;
}
