import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { giftIn, type GiftId, type UserId } from '@aisha/domain';
import { callback, id, send, type Effect } from '../../engine/conversation';

/** Asks how many credits the person gives away. */
export const openGift = callback('gift', {});
/** Takes back a gift that nobody has opened. The button stands below the gift's link. */
export const takeBackGift = callback('gift.back', { giftId: id<GiftId>() });

/** Asks billing to open a gift for the person. For its giver this takes the gift back. */
export const opening = (giftId: GiftId, userId: UserId): Effect =>
  send(message(billingInbox, 'open-gift', { giftId, userId }));

/** What billing is asked to do when a person follows a gift's link; nothing for any other link. */
export function openedGift(given: string, userId: UserId): Effect[] {
  const giftId = giftIn(given);
  return giftId ? [opening(giftId, userId)] : [];
}
