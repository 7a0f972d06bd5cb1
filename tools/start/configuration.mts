import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MistypedVariable } from '@aisha/platform';
import { compileCacheOf } from './entry-files.mts';
import type { Environment } from './environment.mts';

export interface AppToCheck {
  /** The folder of the app, which holds its compiled code. */
  directory: string;
  env: Environment;
}

/** Stands for the addresses of servers that do not run yet, so that the launcher can check the configuration before it starts anything. */
const NOT_STARTED_YET = { DATABASE_URL: 'postgres://not:started@127.0.0.1/yet' };

export interface Checked {
  /** All problems of all apps, each as `NAME: rule`, never with a value. */
  problems: string[];
  /** For each app, in the order they were given, the variables that its configuration class names. */
  names: string[][];
  /** Variables that neither an app nor the launcher reads, although their names resemble the name of a variable that is read. */
  mistyped: MistypedVariable[];
}

/**
 * Checks the environments with the apps' own configuration classes, from their common bundle or else from the compiled files. A worker
 * thread loads the classes, so that the memory of their imports is freed when the thread ends.
 */
export const checkConfigurations = async (
  apps: AppToCheck[],
  given: Environment,
  bundle?: string,
): Promise<Checked> => {
  const worker = new Worker(new URL('./configuration.worker.mts', import.meta.url), {
    workerData: {
      given,
      apps: apps.map(({ directory, env }) => ({ directory, env: { ...NOT_STARTED_YET, ...env } })),
      bundle,
      compileCache: bundle ? compileCacheOf(bundle).NODE_COMPILE_CACHE : apps[0]?.env['NODE_COMPILE_CACHE'],
    },
  });
  const [checked] = (await once(worker, 'message')) as [Checked]; // an error in the thread makes this throw
  await worker.terminate();
  return checked;
};
