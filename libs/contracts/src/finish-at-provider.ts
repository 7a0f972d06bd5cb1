import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { OrderId } from '@aisha/domain';

/**
 * "The provider may have something for this order." A hint, not a truth: whoever receives it asks the provider. The webhook and
 * the watchdog send the same job, so a lost callback and a poll share one path.
 */
export class FinishAtProvider {
  @IsUUID() orderId!: OrderId;

  /** The provider's id of the request: lets an answer to a submit we never heard back from find its row. */
  @IsOptional() @IsString() @Length(1, 128) requestId: string | null = null;

  @IsIn(['webhook', 'watchdog']) source!: 'webhook' | 'watchdog';
}
