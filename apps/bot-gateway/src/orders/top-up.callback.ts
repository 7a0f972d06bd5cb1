import { PACKS } from '@aisha/domain';
import { callback, oneOf } from '../engine/conversation';

/** Shows all packs. The person stays at the order that waits for credits. The balance feature handles this button. */
export const openTopUp = callback('bal.top', {});
/** Buys a pack, encoded as its index in the list, so we only append packs (domain/packs.ts). The balance feature handles this button. */
export const buyPack = callback('bal.buy', { packId: oneOf(PACKS.map((pack) => pack.id)) });
