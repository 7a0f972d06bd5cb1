import { callback } from '../../engine/conversation';

/** Turns news off or on: below each broadcast, and in the settings. */
export const turnNewsOff = callback('news.off', {});
export const turnNewsOn = callback('news.on', {});
export const openNews = callback('news', {});
