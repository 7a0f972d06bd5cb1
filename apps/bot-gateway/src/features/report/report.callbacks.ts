import { callback } from '../../engine/conversation';

/** Opens the report, for a stranger whose face another person uses. */
export const openReport = callback('report', {});
