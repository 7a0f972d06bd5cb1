import { createHash } from 'node:crypto';

/**
 * A random sample of `size` items: those whose names, hashed with the seed, come first. The same seed gives the same sample, a larger size
 * extends it, and adding or removing items changes the place of no other item.
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
