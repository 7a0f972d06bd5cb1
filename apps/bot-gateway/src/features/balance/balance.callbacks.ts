import { PACKS } from '@aisha/domain';
import { callback, oneOf } from '../../engine/conversation';

export const openBalance = callback('bal', {});
export const openHistory = callback('bal.history', {});
/** Encodes a pack as its index in the list; we only append packs (domain/packs.ts). */
export const buyPack = callback('bal.buy', { packId: oneOf(PACKS.map((pack) => pack.id)) });
