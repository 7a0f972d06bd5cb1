import type { GiftId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** Asks how many credits the person gives away. */
export const openGift = callback('gift', {});
/** Takes a gift back that nobody has opened. It stands on the message with the gift's link. */
export const takeBackGift = callback('gift.back', { giftId: id<GiftId>() });
