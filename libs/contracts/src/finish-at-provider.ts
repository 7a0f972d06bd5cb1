import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { OrderId } from '@aisha/domain';
import { KINDS_WITH_SLOTS, type KindWithSlots } from '@aisha/kinds';
import { KnownValue, OpenValue } from '@aisha/kinds/fields';

/**
 * "The provider may have something for this order." A hint, not a truth: the receiver polls the provider. The webhook and the watchdog send
 * the same job, so an order whose callback is lost ends in the same way.
 */
export class FinishAtProvider {
  @IsUUID() orderId!: OrderId;
  @KnownValue(KINDS_WITH_SLOTS) kind!: KindWithSlots;

  /** The provider's id of the request. With it the row is found even if the submission was never answered. */
  @IsOptional() @IsString() @Length(1, 128) requestId: string | null = null;

  /** The source of the hint. An unknown source counts as the webhook: the worker polls with all attempts. */
  @OpenValue(['webhook', 'watchdog'], { fallback: 'webhook' }) source!: 'webhook' | 'watchdog';
}
