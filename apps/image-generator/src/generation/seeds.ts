import { randomInt } from 'node:crypto';

/** Seeds end at 2^31 − 1: larger ones do not survive FAL's JSON (fal.md §0, 13). */
const SEEDS = 2 ** 31;

export const anySeed = (): number => randomInt(SEEDS);

/** The seed this many places after another; after the last one the first follows. */
export const seedAt = (seed: number, places: number): number => (seed + places) % SEEDS;
