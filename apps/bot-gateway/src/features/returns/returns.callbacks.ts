import { callback } from '../../engine/conversation';

/** Opens the screen of purchases whose Stars can go back. */
export const openReturns = callback('ret', {});
