import { callback } from '../engine/conversation';

/** Begins a report that a face or a picture is misused. */
export const openReport = callback('report', {});
