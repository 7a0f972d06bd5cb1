import { callback } from '../../engine/conversation';

/** Opens the screen of the person's own limit and reminder. */
export const openSpending = callback('spend', {});
