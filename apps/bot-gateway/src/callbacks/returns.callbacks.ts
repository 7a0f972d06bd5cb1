import { callback } from '../engine/conversation';

/** Opens the list of purchases, which says which of them can be given back. */
export const openReturns = callback('ret', {});
