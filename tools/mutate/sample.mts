import { createHash } from 'node:crypto';

/**
 * `size` of all, by chance: those whose names come first when each is hashed with the seed. The same seed takes the same again, a larger
 * size takes more beside them, and what is added or goes elsewhere moves no other out of its place.
 */
export const sampleOf = <T,>(
  all: readonly T[],
  { size, seed }: { readonly size: number; readonly seed: string },
  nameOf: (one: T) => string,
): T[] =>
  all
    .map((one) => ({
      one,
      drawn: createHash('sha256')
        .update(`${seed} ${nameOf(one)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.drawn < b.drawn ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one);
