import sharp from 'sharp';

// For the whole process. A cache of pictures that are never asked for again, and a thread for each core and picture, would be kept
// from the busiest moment on; pictures are worked on several at once anyway, as many as libuv has threads.
sharp.cache(false);
sharp.concurrency(1);
