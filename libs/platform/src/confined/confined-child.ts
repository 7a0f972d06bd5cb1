import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { countProcess } from './process.metrics';
import { killGroup, putBehind } from './process-group';

/**
 * How a call ended without an answer. The first three are the file's fault, the last three never. `killed`: by another process, as the kernel
 * kills a child when memory is short; it is the file's fault only if it happens again with the next child. `not-started`: the child died
 * before it could take a call, for example because an upgrade was replacing its packages, or could take none in time.
 */
export type CallEnd = 'died' | 'too-slow' | 'failed' | 'killed' | 'retired' | 'not-started' | 'stopping';

const NOT_OF_THE_FILE: readonly CallEnd[] = ['retired', 'not-started', 'stopping'];

/** A child gave no answer to a call. */
export class NoAnswer extends Error {
  constructor(
    readonly end: CallEnd,
    message = `a confined child gave no answer: ${end}`,
  ) {
    super(message);
  }

  get isOfTheFile(): boolean {
    return !NOT_OF_THE_FILE.includes(this.end);
  }
}

/** The limits of the children of one pool. */
export interface ChildLimits {
  /** How many children run at once. */
  readonly children: number;
  /** Megabytes of memory that a child may write to, besides those that Node itself begins with. */
  readonly childMb: number;
  /** A call that takes longer ends its child. The time begins when the child can take the call. */
  readonly timeoutMs: number;
  /** A child that can take no call within this time is ended, too; `timeoutMs` unless given. */
  readonly startsWithinMs?: number;
  /** A child gives its place to a fresh one after this many calls: libraries keep more memory with time. */
  readonly callsPerChild: number;
  /** A child that gets no call for this long is ended, which frees its memory; the next call begins a fresh one. */
  readonly idleMs: number;
  /** How far the children stand behind other processes when all want a core: 0 to 19, and 0 unless given. */
  readonly niceness?: number;
}

/** The exit code with which child.mjs says that a fresh child must answer. */
const RETIRED_EXIT_CODE = 75;
/** A child that does not end within this time after it is told to retire has been taken over by a file. */
const RETIRES_WITHIN_MS = 2_000;
/**
 * The child's whole environment, without a secret. With glibc's eight arenas per core a child keeps 700 MB after one large photo; with two
 * arenas it keeps 200 MB (measured).
 */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

type Answered = { readonly answer: unknown } | { readonly failure: string };

/** A child may have been taken over by a file, so its messages are anything. */
const isReadiness = (told: unknown): boolean => typeof told === 'object' && told !== null && 'isReady' in told;
const isAnswer = (told: unknown): told is Answered =>
  typeof told === 'object' &&
  told !== null &&
  ('answer' in told || ('failure' in told && typeof told.failure === 'string'));

/**
 * One child process. It answers one call at a time. All processes that it has started, for instance because a crafted file attacked its
 * parser, end with it.
 */
export class ConfinedChild {
  private readonly child: ChildProcess;
  private readonly gone: Promise<void>;
  private isGoneNow = false;
  private settle: ((told: Answered | NoAnswer) => void) | undefined;
  /** Whether its script runs and takes calls. */
  private isReady = false;
  /** Begins the time of the call that waits for this child to be ready. */
  private whenReady: (() => void) | undefined;
  hasEnded = false;
  /** How many calls it has answered. */
  answered = 0;

  /** `program` names the child in metrics. */
  constructor(
    program: string,
    script: string,
    private readonly limits: ChildLimits,
  ) {
    const { childMb, callsPerChild, niceness = 0 } = limits;
    this.child = fork(script, [String(childMb), String(callsPerChild), 'says-ready'], {
      env: ENVIRONMENT,
      serialization: 'advanced',
      detached: true, // a process group of its own, which is killed as one
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'], // parsers print about bad files, and that belongs in no log of ours
    });
    if (this.child.pid && niceness > 0) putBehind(this.child.pid, niceness);
    countProcess(program, this.child, (code) => code === RETIRED_EXIT_CODE);
    this.gone = once(this.child, 'exit').then(
      ([code, signal]) =>
        this.end(this.isReady ? endOf(code as number | null, signal as NodeJS.Signals | null) : 'not-started'),
      () => this.end('not-started'),
    );
    this.child.on('message', (told: unknown) => {
      const { settle } = this;
      if (!this.isReady && isReadiness(told)) {
        this.isReady = true;
        return this.whenReady?.();
      }
      this.settle = undefined;
      if (settle && isAnswer(told)) return settle(told);
      // A file has taken the child over: it speaks unasked, so that its word would answer for the next file, or says what no child says.
      const end = new NoAnswer('died');
      settle?.(end);
      this.kill(end);
    });
  }

  /** Resolves to the child's answer to a call, or throws NoAnswer. A child that is too slow is killed. */
  async ask(method: string, parameters: readonly unknown[]): Promise<unknown> {
    const { timeoutMs, startsWithinMs = timeoutMs } = this.limits;
    const { promise, resolve } = Promise.withResolvers<Answered | NoAnswer>();
    this.settle = resolve;
    const endIn = (ms: number, end: CallEnd): NodeJS.Timeout =>
      setTimeout(() => this.kill(new NoAnswer(end, `${end}: timed out after ${ms} ms`)), ms);
    let timer = this.isReady ? endIn(timeoutMs, 'too-slow') : endIn(startsWithinMs, 'not-started');
    this.whenReady = () => {
      clearTimeout(timer);
      timer = endIn(timeoutMs, 'too-slow');
    };
    this.child.send({ method, parameters }, () => {}); // a child that cannot be reached is already ending
    const told = await promise;
    clearTimeout(timer);
    this.whenReady = undefined;
    if (told instanceof NoAnswer) throw told;
    this.answered += 1;
    if ('failure' in told) throw new NoAnswer('failed', told.failure);
    return told.answer;
  }

  /** Kills at once: a process that is busy or deaf reacts to no gentler signal. */
  kill(reason: NoAnswer): void {
    this.settle?.(reason);
    this.hasEnded = true;
    if (this.child.pid && !this.isGoneNow) killGroup(this.child.pid);
  }

  /** Tells the child to end by itself; it gets no more calls. */
  retire(): void {
    this.hasEnded = true;
    this.child.send({ method: 'retire', parameters: [] }, () => {}); // a child that cannot be reached is already ending
    const timer = setTimeout(() => this.kill(new NoAnswer('retired')), RETIRES_WITHIN_MS).unref();
    void this.gone.then(() => clearTimeout(timer));
  }

  /** Resolves when the process has ended. */
  isGone(): Promise<void> {
    return this.gone;
  }

  private end(how: CallEnd): void {
    this.kill(new NoAnswer(how)); // processes that the child has started would go on without it
    this.isGoneNow = true;
  }
}

/** How a call ends whose child has ended by itself, or was killed by others: we tell the call before we kill its child. */
const endOf = (code: number | null, signal: NodeJS.Signals | null): CallEnd => {
  if (code === RETIRED_EXIT_CODE) return 'retired';
  return signal === 'SIGKILL' ? 'killed' : 'died';
};
