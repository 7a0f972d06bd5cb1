import { callback } from '../engine/conversation';

export const openBalance = callback('bal', {});
export const openHistory = callback('bal.history', {});
/** Opens the screen that asks for the person's time zone. */
export const openZone = callback('bal.zone', {});
