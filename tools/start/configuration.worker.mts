import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { AppToCheck, Checked } from './configuration.mts';
import { LAUNCHER_VARIABLES, type Environment } from './environment.mts';

const { apps, given, bundle, compileCache } = workerData as {
  apps: AppToCheck[];
  given: Environment;
  /** The path of CONFIGURATIONS_BUNDLE; undefined where it is missing or out of date. */
  bundle: string | undefined;
  compileCache: string | undefined;
};
if (compileCache) enableCompileCache({ directory: compileCache, portable: bundle !== undefined });

interface Bundled {
  platform: typeof import('@aisha/platform');
  apps: Record<string, Record<string, unknown>>;
}
const loaded = async <T,>(file: string): Promise<T> =>
  ((await import(pathToFileURL(file).href)) as { default: T }).default;
const bundled = bundle === undefined ? undefined : await loaded<Bundled>(bundle);
const platform = bundled?.platform ?? (await import('@aisha/platform')).default;

type ConfigClass = new () => object;

const configClassOf = async (directory: string): Promise<ConfigClass | undefined> => {
  const file = path.join(directory, 'dist', 'config.js');
  if (!existsSync(file)) return undefined;
  const exported = bundled?.apps[path.basename(directory)] ?? (await loaded<Record<string, unknown>>(file));
  const found = Object.entries(exported).find(
    ([name, value]) => name.endsWith('Config') && typeof value === 'function',
  );
  return found?.[1] as ConfigClass | undefined;
};

const problems: string[] = [];
const names: string[][] = [];
for (const { directory, env } of apps) {
  const configClass = await configClassOf(directory);
  names.push(configClass ? platform.variablesOf(configClass) : []);
  if (!configClass) continue;
  try {
    platform.parseConfig(configClass, env as NodeJS.ProcessEnv);
  } catch (error) {
    if (!(error instanceof platform.ConfigError)) throw error;
    problems.push(...error.problems);
  }
}
const read = [...Object.keys(LAUNCHER_VARIABLES), ...names.flat()];
const mistyped = platform.mistypedVariables(given as NodeJS.ProcessEnv, read);
parentPort!.postMessage({ problems: [...new Set(problems)].sort(), names, mistyped } satisfies Checked);
