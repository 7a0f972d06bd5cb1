import { callback } from '../../engine/conversation';

export const openBalance = callback('bal', {});
export const openHistory = callback('bal.history', {});
/** Where the person is: what clocks their dates are told by. */
export const openZone = callback('bal.zone', {});
