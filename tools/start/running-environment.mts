import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readEnvironment, type Environment } from './environment.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const fileIn = (stateDir: string): string => path.join(stateDir, 'running.json');

/** What the apps were started with, kept while they run: for commands from a second terminal. It holds keys of the sandbox. */
export const keepRunningEnvironment = (stateDir: string, env: Environment): void =>
  writeFileSync(fileIn(stateDir), JSON.stringify(env), { mode: 0o600 });

export const forgetRunningEnvironment = (stateDir: string): void => rmSync(fileIn(stateDir), { force: true });

/**
 * The environment of the product that an operator means: what is set, then `.env`, then what runs from STATE_DIR, unless that has another
 * database: rows of one product and files or keys of another must not meet.
 */
export const operatedEnvironment = (real: Environment): Environment => {
  const given = readEnvironment(real, path.join(ROOT, '.env'));
  const file = fileIn(path.resolve(ROOT, given['STATE_DIR'] ?? '.state'));
  const running = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Environment) : {};
  const isAnother = given['DATABASE_URL'] !== undefined && given['DATABASE_URL'] !== running['DATABASE_URL'];
  return isAnother ? given : { ...running, ...given };
};
