import { availableParallelism } from 'node:os';
import { Semaphore } from 'async-mutex';

/** 60 megapixels: above every telephone's camera we know, below what a decoder could be made to choke on. */
export const MAX_MEGAPIXELS = 60;

/** Of libuv's four threads one stays free for files and names. */
const PLACES = Math.min(availableParallelism(), 3);

/**
 * What is decoded at one time, in megapixels: as many photos as there are cores, and no more memory than the largest one takes by
 * itself. First come, first served.
 */
export const decodingRoom = new Semaphore(MAX_MEGAPIXELS);

/** How much of the room a photo takes. A HEIC needs all: its decoder takes four times the memory of the others (heic.ts). */
export const roomFor = (pixels: number, isHeic: boolean, places = PLACES): number =>
  isHeic ? MAX_MEGAPIXELS : Math.ceil(Math.max(pixels / 1_000_000, MAX_MEGAPIXELS / places));
