import { callback } from '../engine/conversation';

/** To the packs from anywhere: the conversation that waits for credits keeps its draft. The balance answers it. */
export const openTopUp = callback('bal.top', {});
