import { IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { BROADCAST_ACTIONS, type BroadcastAction, type UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

/** "An operator shows a broadcast to themselves, starts, pauses or stops it." Added 2026-11-25. */
export class OperateBroadcast extends ByOperator {
  @IsUUID() broadcastId!: string;
  @KnownValue(BROADCAST_ACTIONS) action!: BroadcastAction;
  /** When the broadcast starts, for a start; absent: now. */
  @IsOptional() @IsISO8601() at?: string;
  /** The person who gets a preview. */
  @IsOptional() @IsUUID() userId?: UserId;
}
