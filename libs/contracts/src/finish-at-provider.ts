import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { OrderId } from '@aisha/domain';
import { OpenValue } from './enumerated-values';

/**
 * "The provider may have something for this order." A hint, not a truth: whoever receives it asks the provider. The webhook and
 * the watchdog send the same job, so a lost callback and a poll share one path.
 */
export class FinishAtProvider {
  @IsUUID() orderId!: OrderId;

  /** The provider's id of the request: lets an answer to a submit we never heard back from find its row. */
  @IsOptional() @IsString() @Length(1, 128) requestId: string | null = null;

  /** Who says so. One more who does counts as the webhook: what it says is asked of the provider with all attempts. */
  @OpenValue(['webhook', 'watchdog'], { fallback: 'webhook' }) source!: 'webhook' | 'watchdog';
}
