import { IsOptional, IsUUID, Matches } from 'class-validator';
import { GIFT_NAMES, type GiftId, type GiftName, type UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';

/** "The person gives credits away." Billing answers with `tell-gift`, which has the link or says why not. Added 2026-11-25. */
export class MakeGift {
  /** The key of the gift, so that a repeated message makes one gift; also the secret in its link. */
  @IsUUID() giftId!: GiftId;
  @IsUUID() userId!: UserId;
  @Matches(/^[1-9]\d{0,8}$/) centiCredits!: string;
  /**
   * What the giver calls the gift. A gift that is called a photo session has the credits that a photo session costs (decision 206). Since
   * 2026-11-26.
   */
  @IsOptional() @KnownValue(GIFT_NAMES) called: GiftName = 'credits';
}
