import { IsUUID, Matches } from 'class-validator';
import type { GiftId, UserId } from '@aisha/domain';

/** "The person gives credits away." Billing answers with `tell-gift`, which has the link or says why not. Added 2026-11-25. */
export class MakeGift {
  /** The key of the gift, so that a repeated message makes one gift; also the secret in its link. */
  @IsUUID() giftId!: GiftId;
  @IsUUID() userId!: UserId;
  @Matches(/^[1-9]\d{0,8}$/) centiCredits!: string;
}
