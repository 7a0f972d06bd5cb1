import sharp from 'sharp';

// These settings are for the whole process. A cache would keep pictures that are never asked for again, and a thread for each core and picture
// would stay from the busiest moment on. Several pictures are worked on at once anyway, as many as libuv has threads.
sharp.cache(false);
sharp.concurrency(1);
