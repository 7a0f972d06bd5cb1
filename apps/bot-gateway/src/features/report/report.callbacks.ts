import { callback } from '../../engine/conversation';

/** Leads to what a stranger looks for whose face is used by another person. */
export const openReport = callback('report', {});
