import { IsBoolean, IsInt, IsISO8601, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { KindedOrderReference, OpenValue } from '@aisha/kinds/fields';

const PROGRESS_STEPS = [
  'queued',
  'preparing',
  'unconfirmed',
  'at-provider-queue',
  'working',
  'collecting',
  'comparing',
  'retraining',
  'redrawing',
  /** The cancelled order delivers its finished part once our storage is back. Since 2026-11-23. */
  'cancelled',
] as const;
export type ProgressStep = (typeof PROGRESS_STEPS)[number];

/**
 * The reasons why a queued order waits although it is its turn: the moderator, another provider, an account of ours that is out of credit
 * or locked, or trouble of ours.
 */
export const WAIT_REASONS = ['moderation', 'provider', 'account', 'trouble'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** "So far": what the order's card says while the order runs. A later message, by `at`, replaces an earlier one. */
export class ShowProgress extends KindedOrderReference {
  @OpenValue(PROGRESS_STEPS, { fallback: 'working' }) step!: ProgressStep;

  /** How many orders stand before this one in our queue, or requests in the provider's (`at-provider-queue`); null while it is being worked on. */
  @IsOptional() @IsInt() @Min(0) ahead: number | null = null;

  /** How much is done, from 0 to 1; null while that is unknown. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) fraction: number | null = null;

  /** Seconds still to go, as measured; 0 when it takes longer than usual; null when they cannot be estimated. */
  @IsOptional() @IsInt() @Min(0) secondsLeft: number | null = null;

  /**
   * The part of the wait before the order's turn in our queue; null when its turn has come, or when the wait is
   * unknown. Since 2026-11-22.
   */
  @IsOptional() @IsInt() @Min(0) waitSeconds: number | null = null;

  /** How many units an order of several requests has made so far; null for an order of a single request. Since 2026-11-22. */
  @IsOptional() @IsInt() @Min(0) made: number | null = null;
  @IsOptional() @IsInt() @Min(1) of: number | null = null;

  /** Whether the person may still stop the order. An order under way cannot be cancelled once the person's free work is used up. */
  @IsOptional() @IsBoolean() mayCancel: boolean = true;

  /** Why the order is deferred; null while it is not. A deferred order has no place in the queue. */
  @IsOptional() @OpenValue(WAIT_REASONS, { fallback: 'trouble' }) waitsFor: WaitReason | null = null;

  @IsISO8601() at!: string;
}
