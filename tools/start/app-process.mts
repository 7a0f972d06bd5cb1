import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { CRASHES_IN_A_ROW_AT_MOST, crashesInARow } from './crashes-in-a-row.mts';
import type { Environment } from './environment.mts';

const ASK_EVERY_MS = 50;
const STOPS_WITHIN_MS = 10_000;
const FIRST_RESTART_AFTER_MS = 250;
/** With this argument `start` of @aisha/platform loads the app's code, and begins when the launcher says so (decision 183). */
const WHEN_TOLD = '--begin-when-told';
/** Without it SIGUSR1 opens a debugger, and every program of the machine can ask the app for its secrets. */
const NO_DEBUGGER = ['--disable-sigusr1'];
const SOURCE_MAPS = path.join(import.meta.dirname, 'source-maps.cjs');

/**
 * With these, as in the images, a process gives the memory of its busiest moment back; at rest all apps have 65 MB less. Two malloc arenas
 * instead of glibc's eight per core; and the thresholds with which glibc begins, so that it does not raise them whenever a large block is
 * freed, such as the 10 MB of an app's code.
 */
export const MEMORY_COMES_BACK = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

export interface AppOptions {
  name: string;
  /** The app's compiled entry file. */
  file: string;
  cwd: string;
  /** The launcher calls this before each start, because an address may have changed since the last one. */
  env: () => Environment;
  /** The app begins when this settles, for example once its servers run. Meanwhile it loads its code, which is most of a start. */
  begins?: Promise<unknown>;
  /** Receives the app's messages over IPC, except the one with its /health port. */
  onTold?: (message: object) => void;
  /** Receives the app's output, line by line. */
  log: (line: string) => void;
  /** Receives sentences for the person at the terminal. */
  say: (sentence: string) => void;
  onRestarted: () => void;
  /** Called when the app says where it answers /health. The port may change with a restart, when another program has taken the old one. */
  onListening?: () => void;
  /** Called when the launcher gives the app up after too many crashes. */
  onGivenUp: (sentence: string) => void;
  /** Replaces SETTLED_AFTER_MS in specs. */
  settledAfterMs?: number;
}

/** Runs one app: starts it, asks whether it is ready, restarts it when it crashes, and stops it. */
export class AppProcess {
  private readonly options: AppOptions;
  private child: ChildProcess | undefined;
  /** The port on which the current process answers /health/ready; undefined until the process has said so. */
  private healthPort: number | undefined;
  /** The port of the previous process. The next process asks for the same one, because other programs may know it. */
  private lastPort: number | undefined;
  private startedAt: number | undefined;
  private crashesInARow = 0;
  private isStopping = false;
  private isToldAnew = false;

  constructor(options: AppOptions) {
    this.options = options;
  }

  /** The id of the current process; a restart changes it. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  get port(): number {
    return this.lastPort ?? 0;
  }

  /** The app's environment. It holds the app's logins, so it must never be logged. */
  get environment(): Environment {
    return this.options.env();
  }

  /**
   * Starts the app, or starts it again after `stop`, and waits without a time limit until it is ready, through as many restarts as that takes.
   */
  async start(): Promise<void> {
    this.isStopping = false;
    this.spawn();
    while (!this.isStopping && !(await this.isReady())) await delay(ASK_EVERY_MS);
  }

  /** Replaces the process by one with the current environment. Only for an app that has not begun its work, because the process is killed. */
  tellAnew(): void {
    this.isToldAnew = true;
    this.child?.kill('SIGKILL');
  }

  /** Sends the process a message through the pipe between the two; a process that has ended gets none. */
  tell(message: object): void {
    if (this.child?.connected) this.child.send(message, () => {});
  }

  /** Sends the process a signal, for tests. To the launcher the end of the process is a crash. */
  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Sends SIGTERM, and SIGKILL after STOPS_WITHIN_MS. Settles when the process has ended; the app is not started again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await gone;
    clearTimeout(hard);
  }

  async isReady(): Promise<boolean> {
    if (this.healthPort === undefined) return false;
    // Not by `fetch`: until Node has loaded that, a start waits for 0.1 s.
    const asked = get({
      host: '127.0.0.1',
      port: this.healthPort,
      path: '/health/ready',
      agent: false,
      signal: AbortSignal.timeout(5_000),
    });
    asked.on('error', () => {}); // also one that comes after the answer has begun
    try {
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.on('error', () => {}).resume();
      return answer.statusCode === 200;
    } catch {
      return false;
    }
  }

  private spawn(): void {
    const { file, cwd, env, log, begins } = this.options;
    this.healthPort = this.startedAt = undefined;
    this.isToldAnew = false; // also when the process had ended before it was told
    this.child = spawn(
      process.execPath,
      [...NO_DEBUGGER, '--require', SOURCE_MAPS, file, ...(begins ? [WHEN_TOLD] : [])],
      {
        cwd,
        env: { ...MEMORY_COMES_BACK, ...env(), HEALTH_PORT: String(this.lastPort ?? 0) } as NodeJS.ProcessEnv,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the app ends itself when its IPC pipe closes, so also when we are killed
        detached: true, // a terminal's Ctrl-C reaches us alone, and we stop everything in order
      },
    );
    const { child } = this;
    void begins?.then(
      () => child.connected && child.send({ begin: true }, () => {}), // an app that cannot be reached has ended
      () => {}, // the start failed, so the app must not begin
    );
    let lastWords = '';
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      log(line);
      lastWords = reasonIn(line) ?? lastWords;
    });
    createInterface({ input: this.child.stderr! }).on('line', (line) => {
      log(line);
      const plain = stripVTControlCharacters(line);
      if (/^(\w*Error\b|\S+: )/.test(plain)) lastWords ||= `: ${plain}`;
    });
    this.child.on('message', (message: object) => {
      if ('healthPort' in message) this.hasStarted(Number(message.healthPort));
      else this.options.onTold?.(message);
    });
    this.child.once('error', (error) => log(error.message));
    this.child.once('close', (code, signal) => {
      if (child === this.child) void this.exited((signal ?? `exit code ${code}`) + lastWords);
    });
  }

  private hasStarted(healthPort: number): void {
    this.healthPort = this.lastPort = healthPort;
    this.startedAt = Date.now();
    this.options.onListening?.();
  }

  private async exited(how: string): Promise<void> {
    const ended = this.child;
    if (this.isStopping) return;
    if (this.isToldAnew) {
      this.spawn();
      return;
    }
    // A process that never answered did no work, so its life counts as 0 ms. It may have lived long, because a busy machine starts apps
    // slowly.
    const livedMs = this.startedAt === undefined ? 0 : Date.now() - this.startedAt;
    if (this.startedAt === undefined) this.lastPort = undefined; // another program may have this port
    const { name, say, onGivenUp, onRestarted } = this.options;
    this.crashesInARow = crashesInARow(this.crashesInARow, livedMs, this.options.settledAfterMs);
    if (this.crashesInARow >= CRASHES_IN_A_ROW_AT_MOST) {
      onGivenUp(`${name} ended ${CRASHES_IN_A_ROW_AT_MOST} times in a row (${how}).`);
      return;
    }
    say(`${name} ended (${how}): starting it again.`);
    await delay(FIRST_RESTART_AFTER_MS * 2 ** (this.crashesInARow - 1));
    if (this.isStopping || this.child !== ended) return; // it was stopped meanwhile, or started by somebody else
    this.spawn();
    onRestarted();
  }
}

/** Reads out of a line of an app's log why the app ended: the innermost cause of the error. Undefined for a line about anything else. */
const reasonIn = (line: string): string | undefined => {
  if (!/"msg":"app\.(start-failed|crashed)"/.test(line)) return undefined;
  let error = JSON.parse(line) as { code?: string; message?: string; cause?: object };
  while (error.cause) error = error.cause;
  const reason = error.code ?? error.message;
  return reason && `: ${reason}`;
};
