/** Milliseconds since 1970 with fractions: what other processes of this machine wrote down can be compared with it. */
export const now = (): number => performance.timeOrigin + performance.now();

export interface TimeBox {
  /** Whether another round as long as the longest so far still fits. The first always does. */
  fitsAnother(): boolean;
}

/** Keeps a measurement that goes slower than expected from taking the time of the others. */
export const timeBox = (ms: number): TimeBox => {
  const startedAt = performance.now();
  let previousAt = startedAt;
  let longest = 0;
  return {
    fitsAnother: () => {
      const at = performance.now();
      longest = Math.max(longest, at - previousAt);
      previousAt = at;
      return at - startedAt + longest <= ms;
    },
  };
};
