import { callback } from '../engine/conversation';

/** Turns news off; the button is below each broadcast. */
export const turnNewsOff = callback('news.off', {});
export const openNews = callback('news', {});
