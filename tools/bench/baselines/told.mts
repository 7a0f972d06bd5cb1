/** The parameters that a baseline was started with. */
export const told = <T,>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** Tells who started it that it is ready, and ends with them. */
export const ready = (url: string): void => {
  process.send?.({ url });
  process.on('disconnect', () => process.exit(0));
};
