import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { afterAll } from '@jest/globals';

interface Ran {
  /** The exit code. */
  readonly code: number;
  /** What it printed; with the errors only if it failed. */
  readonly text: string;
}

type Answer = (Ran & { readonly isSpent: boolean }) | { readonly fault: string };

/** The processes that run commands and have nothing to do. */
const idle = new Set<ChildProcess>();
const started = new Set<ChildProcess>();
// A command may have taught its process to ignore other signals.
const stop = (server: ChildProcess): boolean => server.kill('SIGKILL');
afterAll(() => started.forEach(stop));

const start = (): ChildProcess => {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const server = fork(path.join(__dirname, 'command-server.mjs'), [], {
    env: { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) },
    execArgv: [],
  });
  started.add(server);
  server.once('exit', () => [idle, started].forEach((servers) => servers.delete(server)));
  return server;
};

const MAIN = path.join(__dirname, 'main.mts');

/** Runs a program as a process of its own would run, with only this environment. Throws when that process would not end. */
export const ran = async (
  main: string,
  env: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<Ran> => {
  const [server = start()] = idle;
  idle.delete(server);
  const answer = await new Promise<Answer>((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`The process that runs commands has ended with ${code}.`));
    server.once('exit', died).once('message', (given: Answer) => {
      server.off('exit', died);
      resolve(given);
    });
    server.send({ main, env: { PATH: process.env['PATH'], ENV_FILE: '', STATE_DIR: '/nowhere', ...env }, words });
  });
  const isSpent = 'fault' in answer || answer.isSpent;
  if (isSpent) stop(server);
  else idle.add(server);
  if ('fault' in answer) throw new Error(answer.fault);
  return { code: answer.code, text: answer.text };
};

/** Runs an operator's command as an image does; resolves to its output and exit code. Throws when it would not end. */
export const aisha = (env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Ran> =>
  ran(MAIN, env, words);
