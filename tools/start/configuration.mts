import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { hasOwnFfmpeg } from '@aisha/platform/ffmpeg-binaries';
import type { MistypedVariable } from '@aisha/platform';
import { checksumOf, compileCacheOf } from './entry-files.mts';
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
  readonly digest: string;
  readonly checked: Checked;
}

const WORKER = new URL('./configuration.worker.mts', import.meta.url);

/**
 * Checks the environments with the apps' own configuration classes, from their common bundle or else from the compiled files. A worker
 * thread loads the classes, so that the memory of their imports is freed when the thread ends.
 *
 * Loading the classes takes a quarter of a second in which nothing else can begin. So a configuration that was right is not checked again
 * until something changes that the check looks at; `keptIn` is the file that remembers it. Each app checks its own once more when it begins.
 */
export const checkConfigurations = async (
  apps: AppToCheck[],
  given: Environment,
  keptIn: string,
  bundle?: string,
): Promise<Checked> => {
  if (bundle === undefined) return checkInWorker(apps, given);
  const digestOf = ({ names }: Checked): string => digestOfWhatIsChecked(apps, given, names, bundle);
  const kept = keptBefore(keptIn, digestOf);
  if (kept) return kept;
  const checked = await checkInWorker(apps, given, bundle);
  if (checked.problems.length === 0) keep(keptIn, { digest: digestOf(checked), checked });
  return checked;
};

const checkInWorker = async (apps: readonly AppToCheck[], given: Environment, bundle?: string): Promise<Checked> => {
  const worker = new Worker(WORKER, {
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

/** Covers all that decides about the answer: code, variables, and whether there is an ffmpeg, for which a rule looks. */
const digestOfWhatIsChecked = (
  apps: readonly AppToCheck[],
  given: Environment,
  names: readonly string[][],
  bundle: string,
): string => {
  const looked = {
    code: [bundle, fileURLToPath(WORKER), import.meta.filename].map(checksumOf),
    values: apps.map(({ directory, env }, place) => [directory, names[place]?.map((name) => env[name] ?? null)]),
    given: Object.entries(given)
      .flatMap(([name, value]) => (value ? [name] : []))
      .sort(),
    launcher: Object.keys(LAUNCHER_VARIABLES),
    hasFfmpeg: hasOwnFfmpeg({}, given['PATH'] ?? ''),
  };
  return createHash('sha256').update(JSON.stringify(looked)).digest('hex');
};

/** The answer that was kept, if everything is as it was then. */
const keptBefore = (file: string, digestOf: (checked: Checked) => string): Checked | undefined => {
  try {
    const { digest, checked } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return digest === digestOf(checked) ? checked : undefined;
  } catch {
    return undefined; // nothing was kept, or it is damaged or of another release: the configuration is checked anew
  }
};

const keep = (file: string, kept: Kept): void => {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // the next start checks again
  }
};
