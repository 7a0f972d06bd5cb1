import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import type { Logger } from '../logger';
import { ConfinedChild, NoAnswer, type CallEnd, type ChildLimits } from './confined-child';
import { showProgram } from './process.metrics';

/** How long a stop waits for the children to end: a child that the kernel holds in a system call ends only with that call. */
const STOPS_WITHIN_MS = 2_000;

interface Turn {
  /** Calls with a higher priority go first; 0 unless given. */
  readonly priority?: number;
  /** Gives the call up if it aborts before the call's turn; a call under way goes on. */
  readonly signal?: AbortSignal;
}

interface Idle {
  readonly child: ConfinedChild;
  /** The timer that retires the child. */
  readonly retires: NodeJS.Timeout;
}

/**
 * Opens strangers' files in a few child processes, each with a limit of memory and time and without our environment.
 * Whatever a file does to a parser, only its child dies, and a fresh child answers the next call (decision 30). The
 * child's script uses `child.mjs`.
 */
export class ConfinedChildren implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly places: Semaphore;
  private readonly all = new Set<ConfinedChild>();
  private readonly idle: Idle[] = [];
  private isStopping = false;

  /** `name` begins the codes in the log, and names the program in metrics. */
  constructor(
    private readonly name: string,
    private readonly script: string,
    private readonly limits: ChildLimits,
    private readonly log: Logger,
  ) {
    this.places = new Semaphore(limits.children);
    showProgram(name);
  }

  /**
   * Throws if children do not start here: without this check, an app that opens no file would seem well. Warns if the memory of children
   * cannot be limited.
   */
  async onApplicationBootstrap(): Promise<void> {
    const isLimited = await this.ask<boolean>('isLimited', []);
    for (const idle of [...this.idle]) this.retire(idle); // the first file may be hours away, and the child has loaded no model yet
    if (!isLimited)
      this.log.warn(`${this.name}.memory-not-limited`, { remedy: 'install util-linux, which has prlimit' });
  }

  /**
   * Kills the children at once, and waits for their end for two seconds at most. The next process tries their files again, because the
   * queue keeps the jobs.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    for (const child of this.all) child.kill(new NoAnswer('stopping'));
    const gone = Promise.all([...this.all].map((child) => child.isGone()));
    await Promise.race([gone, pause(STOPS_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Resolves to a child's answer to a call. Throws NoAnswer, and the reason of a signal that aborts before the call's turn. */
  async ask<Result>(method: string, parameters: readonly unknown[], turn: Turn = {}): Promise<Result> {
    const { priority = 0, signal } = turn;
    const inTurn = (): Promise<unknown> =>
      this.places.runExclusive(
        () => {
          signal?.throwIfAborted();
          return this.inChild(method, parameters);
        },
        1,
        priority,
      );
    // In the worst case every child of the pool has answered `callsPerChild` calls and must be replaced at this call; the child after all of
    // these is fresh. A file whose children are killed twice may be what takes the memory.
    // Where two children do not start, a third would not start either: the queue tries the file again later.
    const again: Partial<Record<CallEnd, number>> = { retired: this.limits.children, killed: 1, 'not-started': 1 };
    for (;;) {
      try {
        return (await inTurn()) as Result;
      } catch (error) {
        if (!(error instanceof NoAnswer) || !again[error.end]) throw error;
        again[error.end]! -= 1;
      }
    }
  }

  private async inChild(method: string, parameters: readonly unknown[]): Promise<unknown> {
    if (this.isStopping) throw new NoAnswer('stopping');
    const child = this.takeChild();
    try {
      return await child.ask(method, parameters);
    } finally {
      if (!child.hasEnded) this.rest(child);
    }
  }

  private rest(child: ConfinedChild): void {
    const idle: Idle = { child, retires: setTimeout(() => this.retire(idle), this.limits.idleMs).unref() };
    this.idle.push(idle);
  }

  private retire(idle: Idle): void {
    this.dismiss(idle).retire();
  }

  /** The child is no longer idle. */
  private dismiss(idle: Idle): ConfinedChild {
    clearTimeout(idle.retires);
    this.idle.splice(this.idle.indexOf(idle), 1);
    return idle.child;
  }

  /**
   * The idle child that has answered the most calls, because it is warm: another one may have seen a single header and loaded nothing yet.
   * A fresh child if none is idle.
   */
  private takeChild(): ConfinedChild {
    for (const idle of this.idle.filter(({ child }) => child.hasEnded)) this.dismiss(idle); // they died meanwhile
    const [warmest] = this.idle.toSorted((one, other) => other.child.answered - one.child.answered);
    if (warmest) return this.dismiss(warmest);
    const fresh = new ConfinedChild(this.name, this.script, this.limits);
    this.all.add(fresh);
    void fresh.isGone().then(() => this.all.delete(fresh));
    return fresh;
  }
}
