import { callback } from '../../engine/conversation';

/** Begins the report of a person whose face another person uses. */
export const openReport = callback('report', {});
