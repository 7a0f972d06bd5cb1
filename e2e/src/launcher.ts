import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { REPOSITORY } from './roots';

interface Launched {
  readonly launcher: ChildProcess;
  /** Rejects with the launcher's words when it ends. */
  readonly failed: Promise<never>;
}

/** Starts the launcher of `npm start` in a state directory, with nothing of this process' environment but `env`. It reports as JSON. */
export const startsLauncher = (
  { root, stateDir, isWithoutRedis }: { root: string; stateDir: string; isWithoutRedis: boolean },
  env: NodeJS.ProcessEnv = {},
): Launched => {
  const launcher = spawn(
    process.execPath,
    ['tools/start/main.mts', '--json', ...(isWithoutRedis ? ['--without-redis'] : []), '--root', root],
    {
      cwd: REPOSITORY,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        ENV_FILE: '',
        STATE_DIR: stateDir,
        PORTS: 'free',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const words: string[] = [];
  createInterface({ input: launcher.stderr }).on('line', (line) => words.push(line));
  const failed = once(launcher, 'exit').then(() => {
    throw new Error(`The product did not start:\n${words.join('\n')}`);
  });
  failed.catch(() => undefined); // it ends in order, too
  return { launcher, failed };
};
