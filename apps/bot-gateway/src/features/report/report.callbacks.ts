import { callback } from '../../engine/conversation';

/** To what a stranger looks for: somebody uses their face. */
export const openReport = callback('report', {});
