/**
 * Milliseconds since 1970 with fractions, so that they can be compared with times from other processes of this machine.
 */
export const now = (): number => performance.timeOrigin + performance.now();

/** How long the work takes, in milliseconds. */
export const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** How many runs of the work end in a second, measured over `count` runs, `atOnce` of them in parallel. */
export const rateOf = async (count: number, atOnce: number, work: () => Promise<unknown>): Promise<number> => {
  let left = count;
  const worker = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await work();
    }
  };
  return (count / (await timeOf(() => Promise.all(Array.from({ length: atOnce }, worker))))) * 1_000;
};
