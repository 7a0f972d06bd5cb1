import { callback } from '../../engine/conversation';

/** Shows the ways to get credits without buying them, and to give some. */
export const openBonuses = callback('bonus', {});
/** Opens the screen that asks for a promo code. */
export const openCode = callback('bonus.code', {});
