import platform from '@aisha/platform';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { AppToCheck, Checked } from './configuration.mts';
import { LAUNCHER_VARIABLES, type Environment } from './environment.mts';

const { apps, given, compileCache } = workerData as {
  apps: AppToCheck[];
  given: Environment;
  compileCache: string | undefined;
};
if (compileCache) enableCompileCache(compileCache);

type ConfigClass = new () => object;

const configClassOf = async (directory: string): Promise<ConfigClass | undefined> => {
  const file = path.join(directory, 'dist', 'config.js');
  if (!existsSync(file)) return undefined;
  const { default: exported } = (await import(pathToFileURL(file).href)) as { default: Record<string, unknown> };
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
