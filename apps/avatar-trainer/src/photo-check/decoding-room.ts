import { availableParallelism } from 'node:os';
import { Semaphore } from 'async-mutex';

/** 60 megapixels: above every phone camera we know, below what would overload a decoder. */
export const MAX_MEGAPIXELS = 60;

/** Keeps one of libuv's four threads free for files and DNS. */
const PLACES = Math.min(availableParallelism(), 3);

/**
 * Limits decoding at one time, in megapixels: as many photos as cores, and no more memory than the largest photo alone. First come,
 * first served.
 */
export const decodingRoom = new Semaphore(MAX_MEGAPIXELS);

/** How much of the room a photo takes. A HEIC needs all: its decoder takes four times the memory of the others (heic.ts). */
export const roomFor = (pixels: number, isHeic: boolean, places = PLACES): number =>
  isHeic ? MAX_MEGAPIXELS : Math.ceil(Math.max(pixels / 1_000_000, MAX_MEGAPIXELS / places));
