import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MistypedVariable } from '@aisha/platform';
import { compileCacheOf } from './entry-files.mts';
import { LAUNCHER_VARIABLES, type Environment } from './environment.mts';

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

/** What the launcher keeps in its state directory of a configuration that was right. */
interface Kept {
  /** Covers the variables with their values, and the code that checked them. */
  readonly digest: string;
  readonly checked: Checked;
}

/**
 * Checks the environments with the apps' own configuration classes, from their common bundle or else from the compiled files. A worker
 * thread loads the classes, so that the memory of their imports is freed when the thread ends.
 *
 * Loading the classes takes a quarter of a second in which nothing else can begin. So a configuration that was right is not checked again
 * until a variable or the bundle changes; `keptIn` is the file that remembers it. Each app checks its own once more when it begins.
 */
export const checkConfigurations = async (
  apps: AppToCheck[],
  given: Environment,
  keptIn: string,
  bundle?: string,
): Promise<Checked> => {
  const digest = bundle && digestOf({ apps, given, launcher: LAUNCHER_VARIABLES, code: statSync(bundle).mtimeMs });
  const kept = digest && keptBefore(keptIn);
  if (kept && kept.digest === digest) return kept.checked;
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
  if (digest && checked.problems.length === 0) keep(keptIn, { digest, checked });
  return checked;
};

const digestOf = (what: object): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

const keptBefore = (file: string): Kept | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined; // nothing was kept, or a stop cut it short: it is checked anew
  }
};

const keep = (file: string, kept: Kept): void => {
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
