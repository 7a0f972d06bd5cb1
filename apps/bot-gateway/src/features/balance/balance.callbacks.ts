import { PACKS } from '@aisha/domain';
import { callback, oneOf } from '../../engine/conversation';

export const openBalance = callback('bal', {});
export const openHistory = callback('bal.history', {});
/** A pack is named by its id's place in the list; packs are only ever appended (domain/packs.ts). */
export const buyPack = callback('bal.buy', { packId: oneOf(PACKS.map((pack) => pack.id)) });
