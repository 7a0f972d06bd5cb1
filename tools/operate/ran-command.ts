import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { afterAll } from '@jest/globals';

interface Ran {
  /** The exit code. */
  readonly code: number;
  /** What it printed; with the errors only if it failed. */
  readonly text: string;
}

/** The processes that run commands and have nothing to do. */
const idle: ChildProcess[] = [];
const started: ChildProcess[] = [];
afterAll(() => {
  idle.splice(0);
  for (const server of started.splice(0)) server.kill();
});

const start = (): ChildProcess => {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const server = fork(path.join(__dirname, 'command-server.mjs'), [], {
    env: { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) },
    execArgv: [],
  });
  started.push(server);
  return server;
};

/**
 * Runs an operator's command as an image does, with only this environment; resolves to its output and exit code. Throws when a process of
 * its own would not end.
 */
export const aisha = async (env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Ran> => {
  const server = idle.pop() ?? start();
  const ran = await new Promise<Ran>((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`The process that runs commands has ended with ${code}.`));
    server.once('exit', died).once('message', (answer: Ran | { readonly fault: string }) => {
      server.off('exit', died);
      if ('fault' in answer) reject(new Error(answer.fault));
      else resolve(answer);
    });
    server.send({ env: { PATH: process.env['PATH'], ENV_FILE: '', STATE_DIR: '/nowhere', ...env }, words });
  });
  idle.push(server);
  return ran;
};
