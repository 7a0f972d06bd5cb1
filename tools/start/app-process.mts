import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { CRASHES_IN_A_ROW_AT_MOST, crashesInARow } from './crashes-in-a-row.mts';
import type { Environment } from './environment.mts';

/** A quiet machine takes a few seconds to start an app; a busy one may take minutes, and the apps that already answer stay up meanwhile. */
const SLOW_AFTER_MS = 10_000;
const ASK_EVERY_MS = 50;
const STOPS_WITHIN_MS = 10_000;
const FIRST_RESTART_AFTER_MS = 250;
/** Tells `start` of @aisha/platform that the app loads its code and begins when it is told (decision 183). */
const WHEN_TOLD = '--begin-when-told';
const SOURCE_MAPS = path.join(import.meta.dirname, 'source-maps.cjs');

/** The images set the same. With glibc's eight arenas a core a process keeps the memory of its busiest moment. */
const MEMORY_COMES_BACK = { MALLOC_ARENA_MAX: '2' };

export interface AppOptions {
  name: string;
  /** The app's compiled entry file. */
  file: string;
  cwd: string;
  /** Asked before each start: an address may have changed since the last. */
  env: () => Environment;
  /** What it needs; its code is loaded meanwhile, which is most of a start. */
  begins?: Promise<unknown>;
  /** Receives what it tells by its pipe, besides where it answers /health. */
  onTold?: (message: object) => void;
  /** Receives the app's output, line by line. */
  log: (line: string) => void;
  /** Receives sentences for the person at the terminal. */
  say: (sentence: string) => void;
  /** Receives a sentence when it is late; nothing is wrong yet. */
  onSlow: (sentence: string) => void;
  onRestarted: () => void;
  /** Called when the app says where it answers /health: after a restart perhaps elsewhere, because another program has taken the port. */
  onListening?: () => void;
  /** Called when the app crashed too often to go on. */
  onGivenUp: (sentence: string) => void;
  /** Specs set this. */
  settledAfterMs?: number;
}

/** An app: started, asked whether it is ready, restarted when it crashes, stopped in order. */
export class AppProcess {
  private readonly options: AppOptions;
  private child: ChildProcess | undefined;
  /** Where the process that runs now answers /health/ready; undefined until it has said so. */
  private healthPort: number | undefined;
  /** Where the last one did, to be asked for again: others may know it. */
  private lastPort: number | undefined;
  private startedAt: number | undefined;
  private crashesInARow = 0;
  private isStopping = false;
  private isToldAnew = false;

  constructor(options: AppOptions) {
    this.options = options;
  }

  /** The id of the process that runs now; another after a restart. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  get port(): number {
    return this.lastPort ?? 0;
  }

  /** What it is told, with its own logins: never to be logged. */
  get environment(): Environment {
    return this.options.env();
  }

  /**
   * Starts it and waits until it says that it is ready, as long as its process lives and however often it has to be restarted for that.
   * A slow one is named.
   */
  async start(): Promise<void> {
    this.spawn();
    const { name, onSlow } = this.options;
    const startedAt = Date.now();
    for (let told = 1; !(await this.isReady()); await delay(ASK_EVERY_MS)) {
      if (this.isStopping) return;
      const waitedMs = Date.now() - startedAt;
      if (waitedMs < told * SLOW_AFTER_MS) continue;
      told *= 2;
      onSlow(`${name} is not ready after ${Math.round(waitedMs / 1000)} s; waiting for it.`);
    }
  }

  /** Gives it what it is told now, in a fresh process: it has not begun. */
  tellAnew(): void {
    this.isToldAnew = true;
    this.child?.kill('SIGKILL');
  }

  /** Sends a signal as kill(1) would, for tests. The launcher notices like any crash. */
  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** SIGTERM, and after ten seconds SIGKILL. Settles when the process is gone; it is not started again. */
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
    try {
      const answer = await fetch(`http://127.0.0.1:${this.healthPort}/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  private spawn(): void {
    const { file, cwd, env, log, begins } = this.options;
    this.healthPort = this.startedAt = undefined;
    // The small young generation costs little speed and saves 20 to 30 MB a process.
    this.child = spawn(
      process.execPath,
      ['--require', SOURCE_MAPS, '--max-semi-space-size=2', file, ...(begins ? [WHEN_TOLD] : [])],
      {
        cwd,
        env: { ...MEMORY_COMES_BACK, ...env(), HEALTH_PORT: String(this.lastPort ?? 0) } as NodeJS.ProcessEnv,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the app ends itself when its IPC pipe closes, so also when we are killed
        detached: true, // a terminal's Ctrl-C reaches us alone, and we stop everything in order
      },
    );
    const { child } = this;
    void begins?.then(
      () => child.connected && child.send({ begin: true }, () => {}), // one that cannot be reached has ended
      () => {}, // nothing begins
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
    this.child.once('close', (code, signal) => void this.exited((signal ?? `exit code ${code}`) + lastWords));
  }

  private hasStarted(healthPort: number): void {
    this.healthPort = this.lastPort = healthPort;
    this.startedAt = Date.now();
    this.options.onListening?.();
  }

  private async exited(how: string): Promise<void> {
    if (this.isStopping) return;
    if (this.isToldAnew) {
      this.isToldAnew = false;
      this.spawn();
      return;
    }
    // What never started did no work, however long it took to find out: on a busy machine that is longer than a crash is far from the next.
    const livedMs = this.startedAt === undefined ? 0 : Date.now() - this.startedAt;
    if (this.startedAt === undefined) this.lastPort = undefined; // another program may have it
    const { name, say, onGivenUp, onRestarted } = this.options;
    this.crashesInARow = crashesInARow(this.crashesInARow, livedMs, this.options.settledAfterMs);
    if (this.crashesInARow >= CRASHES_IN_A_ROW_AT_MOST) {
      onGivenUp(`${name} ended ${CRASHES_IN_A_ROW_AT_MOST} times in a row (${how}).`);
      return;
    }
    say(`${name} ended (${how}): starting it again.`);
    await delay(FIRST_RESTART_AFTER_MS * 2 ** (this.crashesInARow - 1));
    if (this.isStopping) return;
    this.spawn();
    onRestarted();
  }
}

/** Why an app ended, by the line that it wrote last: the error below all others. */
const reasonIn = (line: string): string | undefined => {
  if (!/"msg":"app\.(start-failed|crashed)"/.test(line)) return undefined;
  let error = JSON.parse(line) as { code?: string; message?: string; cause?: object };
  while (error.cause) error = error.cause;
  const reason = error.code ?? error.message;
  return reason && `: ${reason}`;
};
