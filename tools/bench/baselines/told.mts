/** The parameters that a baseline was started with. */
export const told = <T,>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** Tells the parent process that this one is ready, and ends when the parent ends. */
export const ready = (url: string): void => {
  process.send?.({ url });
  process.on('disconnect', () => process.exit(0));
};
