import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Somebody who was invited has got a first picture." Billing sends it to itself: the inviter and the friend gain credits, once (decision
 * 205). Added 2026-11-26.
 */
export class RewardPicture {
  @IsUUID() friendId!: UserId;
}
