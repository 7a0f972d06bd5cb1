import sharp from 'sharp';

// These settings hold for the whole process. sharp's cache would keep pictures that no code asks for again. Its further threads, one for
// each core and picture, would stay after the busiest moment; libuv's threads still work on several pictures at once.
sharp.cache(false);
sharp.concurrency(1);

export type { OverlayOptions } from 'sharp';
/**
 * sharp with the settings that suit our apps. An app loads it with its first picture (`lazy` in .swcrc): loading takes 30 ms of a start and 10 MB.
 */
export default sharp;
