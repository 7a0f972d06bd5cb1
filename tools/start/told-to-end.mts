const LOOK_FOR_PARENT_EVERY_MS = 250;

/** Calls `giveUp` with a sentence when a signal tells this process to end, and when npm has ended. */
export const onToldToEnd = (giveUp: (why: string) => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => giveUp(`Stopped by ${signal}.`));
  // When npm is told to end, it kills its shell and leaves this process running. The process then has another parent.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && giveUp('npm has ended.'), LOOK_FOR_PARENT_EVERY_MS).unref();
};
