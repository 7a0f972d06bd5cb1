import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Environment } from './environment.mts';

export interface AppToCheck {
  /** The app's folder, compiled. */
  directory: string;
  env: Environment;
}

/** Stands for what the launcher has not started yet, so that everything else can be checked before anything runs. */
const NOT_STARTED_YET = { DATABASE_URL: 'postgres://not:started@127.0.0.1/yet' };

/**
 * Every problem of every app's configuration at once, each as `NAME: rule`, never with a value. The apps' own classes are
 * asked, in a thread of its own: what they import is not needed afterwards.
 */
export const configurationProblems = async (apps: AppToCheck[]): Promise<string[]> => {
  const worker = new Worker(new URL('./configuration.worker.mts', import.meta.url), {
    workerData: {
      apps: apps.map(({ directory, env }) => ({ directory, env: { ...NOT_STARTED_YET, ...env } })),
      compileCache: apps[0]?.env['NODE_COMPILE_CACHE'],
    },
  });
  const [problems] = (await once(worker, 'message')) as [string[]]; // an error of the thread is thrown here
  await worker.terminate();
  return [...new Set(problems)].sort();
};
