import { callback } from '../../engine/conversation';

/** Opens the list of purchases whose Stars can go back. */
export const openReturns = callback('ret', {});
