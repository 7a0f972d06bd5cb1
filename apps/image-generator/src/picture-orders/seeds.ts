import { randomInt } from 'node:crypto';

/** The number of seeds. The last seed is 2^31 − 1, because FAL's JSON does not carry larger ones exactly (fal.md §0, 13). */
const SEEDS = 2 ** 31;

export const anySeed = (): number => randomInt(SEEDS);

/** The seed that is this many places after another one. After the last seed comes the first. */
export const seedAt = (seed: number, places: number): number => (seed + places) % SEEDS;
