import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isPooler, readEnvironment, type Environment } from './environment.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PAGE = 'PAGE_URL';
const fileIn = (stateDir: string): string => path.join(stateDir, 'running.json');

/** Keeps the environment of the running apps in a file, for commands in a second terminal. The file holds keys of the sandbox. */
export const keepRunningEnvironment = (stateDir: string, env: Environment, page?: string): void => {
  writeFileSync(`${fileIn(stateDir)}.new`, JSON.stringify({ ...env, [PAGE]: page }), { mode: 0o600 });
  renameSync(`${fileIn(stateDir)}.new`, fileIn(stateDir)); // a command may be reading it
};

/** The chat page of the product that runs from this state directory; undefined when none is ready, or its Telegram is the real one. */
export const runningPage = (stateDir: string): string | undefined =>
  existsSync(fileIn(stateDir)) ? (JSON.parse(readFileSync(fileIn(stateDir), 'utf8')) as Environment)[PAGE] : undefined;

export const forgetRunningEnvironment = (stateDir: string): void => rmSync(fileIn(stateDir), { force: true });

/**
 * The environment for an operator's command: the variables that are set, then `.env`, then those of the product that runs from STATE_DIR.
 * A running product with another database is left out, so that rows of one product never meet files or keys of another. A pooler is
 * left out too: only the apps use it.
 */
export const operatedEnvironment = (real: Environment): Environment => {
  const given = readEnvironment(real, path.join(ROOT, '.env'));
  if (isPooler(given['DATABASE_URL'] ?? '')) delete given['DATABASE_URL'];
  const file = fileIn(path.resolve(ROOT, given['STATE_DIR'] ?? '.state'));
  const running = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Environment) : {};
  const isAnother = ['DATABASE_URL', 'MIGRATE_DATABASE_URL'].some(
    (name) => given[name] !== undefined && given[name] !== running[name],
  );
  return isAnother ? given : { ...running, ...given };
};
