import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MistypedVariable } from '@aisha/platform';
import { compileCacheOf } from './entry-files.mts';
import type { Environment } from './environment.mts';

export interface AppToCheck {
  /** The app's folder, compiled. */
  directory: string;
  env: Environment;
}

/** Stands for what the launcher has not started yet, so that everything else can be checked before anything runs. */
const NOT_STARTED_YET = { DATABASE_URL: 'postgres://not:started@127.0.0.1/yet' };

export interface Checked {
  /** Every problem of every app at once, each as `NAME: rule`, never with a value. */
  problems: string[];
  /** For each app, in the order they were given, the variables that its configuration class names. */
  names: string[][];
  /** The variables that neither an app nor the launcher reads, and that look like one that is read. */
  mistyped: MistypedVariable[];
}

/** Asks the apps' own configuration classes, of the bundle that holds them all or else as they were compiled, in a thread of its own: what they import is not needed afterwards. */
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
  const [checked] = (await once(worker, 'message')) as [Checked]; // an error of the thread is thrown here
  await worker.terminate();
  return checked;
};
