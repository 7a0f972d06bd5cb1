import { afterAll, afterEach } from '@jest/globals';

export type Lifetime = 'test' | 'file';
const cleanups: Record<Lifetime, (() => Promise<void>)[]> = { test: [], file: [] };

/** Registers a cleanup for the end of the running test, or of its file; the last one registered runs first. */
export const afterThisTest = (cleanup: () => Promise<void>, lifetime: Lifetime = 'test'): void => {
  cleanups[lifetime].push(cleanup);
};

/** Runs all cleanups, and then throws the first error. */
const cleanUp = async (lifetime: Lifetime): Promise<void> => {
  const errors: unknown[] = [];
  for (const cleanup of cleanups[lifetime].splice(0).reverse())
    await cleanup().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
};
afterEach(() => cleanUp('test'));
afterAll(() => cleanUp('file'));
