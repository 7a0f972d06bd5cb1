import { callback } from '../engine/conversation';

/** Offers everything that the bot has of the person, as files. */
export const openExport = callback('mydata', {});
/** Offers to delete everything about the person. */
export const openErasure = callback('mydata.del', {});
