import { callback } from '../engine/conversation';

/** Opens the screen with the person's own spending limit and reminder. */
export const openSpending = callback('spend', {});
