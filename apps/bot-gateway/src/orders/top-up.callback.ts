import { DISCOUNT_ID, PACK_ID, PACKS } from '@aisha/domain';
import { callback, matching, oneOf, optional } from '../engine/conversation';

/** Shows all packs. The person stays at the offer for which credits are missing. The balance feature handles this button. */
export const openTopUp = callback('bal.top', {});
/** Buys a pack at the discount that the button's price includes. The purchases feature handles this button. */
export const buyPack = callback('bal.pack', {
  packId: matching(PACK_ID),
  discountId: optional(matching(DISCOUNT_ID)),
});
/** Shows the packs with their prices by card. The purchases feature handles these buttons. */
export const openByCard = callback('bal.card', {});
export const buyByCard = callback('bal.bycard', {
  packId: matching(PACK_ID),
  discountId: optional(matching(DISCOUNT_ID)),
});
/** The button of older releases, which had a fixed list of packs. Old messages in chats still have it. */
export const buyFirstPack = callback('bal.buy', { packId: oneOf(PACKS.map((pack) => pack.id)) });
