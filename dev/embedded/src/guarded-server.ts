import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A server that we started. */
export interface EmbeddedServer {
  /** Connection string, password included: never log it. */
  readonly url: string;
  readonly port: number;
  /** The server's own process, so that a test may kill it. */
  readonly pid: number;
  /** Settles when the server is gone, whether or not it was asked to stop. */
  readonly exited: Promise<void>;
  /** Asks the server to stop, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The folder with the server's data; it is made when it is missing. */
  stateDir: string;
  /** The port to listen on; a free one when not given. */
  port?: number;
  /**
   * True: data survives a crash and a restart. False, for tests: nothing is forced to disk, and the state directory is removed when the
   * server stops, for whatever reason.
   */
  durable: boolean;
  /** Receives the server's own log, line by line. */
  log?: (line: string) => void;
}

interface GuardedCommand {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
  /** The signals are sent one after another, five seconds apart, until the server is gone. */
  stopSignals: NodeJS.Signals[];
  removeWhenStopped: string[];
}

export type GuardedServer = Pick<EmbeddedServer, 'pid' | 'exited' | 'stop'>;

/** Starts a server under a guard process that stops it when this process ends, even by kill -9. */
export const startGuarded = async (command: GuardedCommand, log: (line: string) => void): Promise<GuardedServer> => {
  const guard = spawn(process.execPath, [path.join(__dirname, 'guard.mjs'), JSON.stringify(command)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // a terminal's Ctrl-C must not stop the server before the programs that use it
  });
  for (const stream of [guard.stdout, guard.stderr]) createInterface({ input: stream! }).on('line', log);
  const exited = once(guard, 'exit').then(() => undefined);
  const started = once(guard, 'message').then(([message]) => message as { pid: number });
  const first = await Promise.race([started, exited]);
  if (!first) throw new Error(`${path.basename(command.command)} could not be started`);
  return {
    pid: first.pid,
    exited,
    stop: async () => {
      if (guard.exitCode === null && guard.signalCode === null) guard.kill('SIGTERM');
      await exited;
    },
  };
};
