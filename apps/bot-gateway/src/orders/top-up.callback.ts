import { PACKS } from '@aisha/domain';
import { callback, oneOf } from '../engine/conversation';

/** Shows all packs. The person stays at the order that waits for credits. The balance feature answers it. */
export const openTopUp = callback('bal.top', {});
/** Encodes a pack as its index in the list; we only append packs (domain/packs.ts). The balance feature answers it. */
export const buyPack = callback('bal.buy', { packId: oneOf(PACKS.map((pack) => pack.id)) });
