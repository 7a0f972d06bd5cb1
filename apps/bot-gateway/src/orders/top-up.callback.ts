import { callback } from '../engine/conversation';

/** Leads to the packs from anywhere and keeps the draft that waits for credits. The balance feature answers it. */
export const openTopUp = callback('bal.top', {});
