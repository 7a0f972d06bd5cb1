import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { giftIn, type GiftId, type UserId } from '@aisha/domain';
import { callback, id, send, type Effect } from '../../engine/conversation';

/** Asks how many credits the person gives away. */
export const openGift = callback('gift', {});
/** Takes a gift back that nobody has opened. It stands on the message with the gift's link. */
export const takeBackGift = callback('gift.back', { giftId: id<GiftId>() });

/** Has billing open a gift for the person; its giver takes it back. */
export const opening = (giftId: GiftId, userId: UserId): Effect =>
  send(message(billingInbox, 'open-gift', { giftId, userId }));

/** What a gift's link has billing do; nothing for any other link. */
export function openedGift(given: string, userId: UserId): Effect[] {
  const giftId = giftIn(given);
  return giftId ? [opening(giftId, userId)] : [];
}
