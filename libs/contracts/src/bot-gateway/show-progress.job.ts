import { IsBoolean, IsInt, IsISO8601, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { OpenValue } from '../enumerated-values';
import { KindedOrderReference } from '../order-fields';

export const PROGRESS_STEPS = [
  'queued',
  'preparing',
  'unconfirmed',
  'at-provider-queue',
  'working',
  'collecting',
] as const;
export type ProgressStep = (typeof PROGRESS_STEPS)[number];

/** What a queued order waits for when it is not its turn: the moderator, another provider, or the end of trouble of ours. */
export const WAIT_REASONS = ['moderation', 'provider', 'trouble'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** "So far": what the order's card says while it runs. Later ones replace earlier ones, by `at`. */
export class ShowProgress extends KindedOrderReference {
  @OpenValue(PROGRESS_STEPS, { fallback: 'working' }) step!: ProgressStep;

  /** How many orders are before this one, our own wait and the provider's together; null when it is being worked on. */
  @IsOptional() @IsInt() @Min(0) ahead: number | null = null;

  /** 0 to 1, when it can be known. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) fraction: number | null = null;

  /** Seconds still to go by what such orders took lately; null when nothing honest can be said. */
  @IsOptional() @IsInt() @Min(0) secondsLeft: number | null = null;

  /** Whether the person may still stop it: after too many late cancels in a month an order that is being worked on goes on. */
  @IsOptional() @IsBoolean() mayCancel: boolean = true;

  /** Set while the order is deferred: it has no place in the queue then. */
  @IsOptional() @OpenValue(WAIT_REASONS, { fallback: 'trouble' }) waitsFor: WaitReason | null = null;

  @IsISO8601() at!: string;
}
