import { callback } from '../engine/conversation';

/** Opens the screen of the person's subscription. */
export const openSubscription = callback('sub', {});
