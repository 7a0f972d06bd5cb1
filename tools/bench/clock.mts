/** Milliseconds since 1970 with fractions: what other processes of this machine wrote down can be compared with it. */
export const now = (): number => performance.timeOrigin + performance.now();

/** How long the work takes, in milliseconds. */
export const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** How many pieces of such work are done in a second when `atOnce` are under way. */
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
